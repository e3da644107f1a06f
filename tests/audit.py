"""Known vulnerabilities of what is locked, by pip-audit; says so where no database of them can be reached.

`make audit` runs it. Exit codes: 0 none known, 1 some, or not everything could be looked up, 3 no database was reached.
"""

import json
import subprocess
import sys
from typing import Any


def main(requirements: str) -> int:
    best: list[dict[str, Any]] = []
    for service in ("pypi", "osv"):
        found = _audited(requirements, service)
        if len(_looked_up(found)) > len(_looked_up(best)):
            best = found
        if best and len(_looked_up(best)) == len(best):
            break
    looked_up = _looked_up(best)
    if not looked_up:
        print("Not audited: no database of vulnerabilities can be reached from here.")
        return 3
    bad = [one for one in looked_up if one["vulns"]]
    for one in bad:
        print(f"{one['name']} {one['version']}: {', '.join(fault['id'] for fault in one['vulns'])}")
    print(f"{len(looked_up)} of {len(best)} packages were looked up, {len(bad)} with known vulnerabilities.")
    return 0 if not bad and len(looked_up) == len(best) else 1


def _audited(requirements: str, service: str) -> list[dict[str, Any]]:
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        requirements,
        "--require-hashes",
        "--disable-pip",
    ]
    more = [
        "--vulnerability-service",
        service,
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--timeout",
        "15",
    ]
    done = subprocess.run([*command, *more], capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"{service}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no answer'}")
        return []
    return found


def _looked_up(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if "skip_reason" not in one]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
