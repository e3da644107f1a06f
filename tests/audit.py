"""Known vulnerabilities of what is locked, by pip-audit; says so where its database is out of reach.

`make audit` runs it. Exit codes: 0 none known, 1 some, 3 the database could not be asked.
"""

import subprocess
import sys

_UNREACHABLE = (
    "ConnectionError",
    "ConnectTimeout",
    "ServiceError",
    "Max retries",
    "Failed to resolve",
    "ProxyError",
)


def main(requirements: str) -> int:
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        requirements,
        "--require-hashes",
        "--disable-pip",
    ]
    for service in ("pypi", "osv"):
        done = subprocess.run(
            [*command, "--vulnerability-service", service], capture_output=True, text=True, check=False
        )
        if done.returncode == 0 or not any(word in done.stderr for word in _UNREACHABLE):
            sys.stdout.write(done.stdout)
            sys.stderr.write(done.stderr)
            return 0 if done.returncode == 0 else 1
    print("Not audited: no database of vulnerabilities can be reached from here.", file=sys.stderr)  # noqa: T201
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
