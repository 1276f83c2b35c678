"""The process that Typst runs in, one file a process: `python compiling.py TEMPLATE ROOT MOMENT`.

Typst remembers all that it has ever laid out and cannot be told to forget: a hundred megabytes a
book. So the memory goes with the process. Data come by standard input, the file leaves by standard
output; what went wrong stands in standard error. Nothing of Django is imported, for speed.
"""

import datetime as dt
import sys

import typst


def main(template: str, root: str, moment: str) -> int:
    """Compile; gives the status to exit with."""
    data = sys.stdin.buffer.read().decode()
    try:
        content = typst.Compiler(template, root=root, ignore_system_fonts=True).compile(
            format="pdf",
            sys_inputs={"content": data},
            pdf_standards="ua-1",
            timestamp=dt.datetime.fromisoformat(moment),
        )
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic or str(error))
        return 1
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
