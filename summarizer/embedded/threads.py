"""How many threads the engine should use."""

import math
import os
from pathlib import Path

CPU_FOLDER = Path("/sys/devices/system/cpu")
CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def default_threads(cpu_folder: Path = CPU_FOLDER, quota_file: Path = CPU_QUOTA) -> int:
    """Return the number of physical cores that this process may use, at least 1.

    llama.cpp's threads wait for each other after every operation, so one more than the machine can run at
    once slows all of them: two hardware threads of one core count once, and a container's quota is the limit
    where it is lower.
    """
    everything = set(range(os.cpu_count() or 1))
    cpus = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else everything
    cores = {_core(cpu_folder, cpu) for cpu in cpus}
    return max(1, min(len(cores), _quota(quota_file)))


def _core(cpu_folder: Path, cpu: int) -> str:
    try:
        return (cpu_folder / f"cpu{cpu}" / "topology" / "thread_siblings_list").read_text().strip()
    except OSError:
        return str(cpu)


def _quota(quota_file: Path) -> int:
    try:
        quota, period = quota_file.read_text().split()[:2]
        return math.ceil(int(quota) / int(period))
    except (OSError, ValueError):  # no such file, or "max"
        return 2**16
