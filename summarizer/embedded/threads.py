"""How many threads the engine should use, and how they wait for each other."""

import math
import os
from pathlib import Path

CPU_FOLDER = Path("/sys/devices/system/cpu")
CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")

# Turns of the loop in which a thread of GNU OpenMP waits for the others before it gives its processor away. The
# library's own 300,000 take longer than the system's time slices. In single runs on two cores, beside other work that
# was not held equal, an engine was 2 to 10 times faster with these; on an idle machine they may cost it a little
# (one noisy run: 30 %).
SPINS = {"GOMP_SPINCOUNT": "1000"}


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


def sharing_environment() -> dict[str, str]:
    """Return the environment for an engine that leaves room to other programs; what the user set for OpenMP holds."""
    chosen = {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} & set(os.environ)
    return dict(os.environ) if chosen else {**os.environ, **SPINS}
