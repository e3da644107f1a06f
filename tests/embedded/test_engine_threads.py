import os
import sys
from pathlib import Path

import pytest

from summarizer.embedded.threads import default_threads

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system tells no affinity")

if sys.platform == "linux":

    @pytest.fixture
    def cpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Four processors that are two cores with two hardware threads each."""
        for cpu, siblings in enumerate(["0,2", "1,3", "0,2", "1,3"]):
            folder = tmp_path / f"cpu{cpu}" / "topology"
            folder.mkdir(parents=True)
            (folder / "thread_siblings_list").write_text(f"{siblings}\n")
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})
        return tmp_path

    def test_hardware_threads_of_one_core_count_once(cpus: Path, tmp_path: Path) -> None:
        assert default_threads(cpus, tmp_path / "none") == 2

    def test_affinity_limits_the_cores(cpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 3})
        assert default_threads(cpus, tmp_path / "none") == 1

    @pytest.mark.parametrize(
        ("quota", "threads"), [("100000 100000", 1), ("150000 100000", 2), ("max 100000", 2)]
    )
    def test_quota_of_a_container_limits_the_cores(
        cpus: Path, tmp_path: Path, quota: str, threads: int
    ) -> None:
        (tmp_path / "cpu.max").write_text(f"{quota}\n")
        assert default_threads(cpus, tmp_path / "cpu.max") == threads

    def test_unknown_cores_count_one_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
        assert default_threads(tmp_path, tmp_path / "none") == 3
