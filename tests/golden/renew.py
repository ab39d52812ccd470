"""Write again what the documents of the examples say: `python -m tests.golden.renew`, from the root of the project."""

from __future__ import annotations

from tests.golden.golden import FOLDER, made


def main() -> None:
    """Write every file, and remove those that are no longer made."""
    wanted = made()
    for old in (*FOLDER.glob("*/*.md"), *FOLDER.glob("*/*.txt")):
        if old.relative_to(FOLDER).as_posix() not in wanted:
            old.unlink()
    for name, text in wanted.items():
        file = FOLDER / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
