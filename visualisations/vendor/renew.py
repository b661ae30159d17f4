"""Fetch the vendored browser libraries again, from the npm registry, at the versions named here.

    python visualisations/vendor/renew.py

Needs npm. It writes every file beside this script and the table of versions and checksums in README.md.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Package, version, files kept (path in the package -> name here), source map that tells which packages are bundled inside.
PACKAGES = [
    (
        "vis-network",
        "10.1.5",
        {
            "standalone/umd/vis-network.min.js": "vis-network.min.js",
            "LICENSE-MIT": "LICENSE-MIT",
            "LICENSE-APACHE-2.0": "LICENSE-APACHE-2.0",
        },
        "standalone/umd/vis-network.min.js.map",
    ),
    (
        "graphiql",
        "3.9.0",
        {"graphiql.min.js": "graphiql.min.js", "graphiql.min.css": "graphiql.min.css", "LICENSE": "LICENSE"},
        "graphiql.min.js.map",
    ),
    ("react", "18.3.1", {"umd/react.production.min.js": "react.production.min.js", "LICENSE": "LICENSE"}, None),
    (
        "react-dom",
        "18.3.1",
        {"umd/react-dom.production.min.js": "react-dom.production.min.js", "LICENSE": "LICENSE"},
        None,
    ),
]
# GraphiQL leaves the choice of graphql-js to whoever installs it; its build was made with this major version.
PEERS = ["graphql@16"]
# Packages that share one repository, whose licence is GraphiQL's own or that publish no licence file of their own.
SAME_LICENCE = "The package ships no licence file; its package.json says: "


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        wanted = [f"{package}@{version}" for package, version, _, _ in PACKAGES]
        (work / "package.json").write_text('{"private": true}')
        npm("install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", *wanted, *PEERS, cwd=work)
        rows = [row for entry in PACKAGES for row in renew(work / "node_modules", *entry)]
    write_table(rows)


def npm(*arguments: str, cwd: Path) -> None:
    subprocess.run(["npm", *arguments], cwd=cwd, check=True)


def renew(
    modules: Path, package: str, version: str, files: dict[str, str], source_map: str | None
) -> list[tuple[str, ...]]:
    source, target = modules / package, HERE / package
    target.mkdir(exist_ok=True)
    about = json.loads((source / "package.json").read_text())
    if about["version"] != version:
        raise SystemExit(f"{package}: asked for {version}, got {about['version']}")
    for origin, kept in files.items():
        (target / kept).write_text(cleaned((source / origin).read_text(encoding="utf-8"), kept), encoding="utf-8")
    if source_map:
        (target / "BUNDLED-LICENSES.txt").write_text(bundled(modules, source / source_map, package), encoding="utf-8")
    return [
        (package, version, about["license"].strip("()"), f"{package}/{path.name}", digest(path))
        for path in sorted(target.iterdir())
        if path.suffix in {".js", ".css"}
    ]


def cleaned(text: str, name: str) -> str:
    """The text without source maps (not vendored) and without fonts inside the stylesheet (the page's policy allows
    no data: fonts, and the system's fonts serve)."""
    if name.endswith(".js"):
        text = re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", text)
    if name.endswith(".css"):
        text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
        text = re.sub(r"@font-face ?\{[^}]*\}", "", text)
    return text


def bundled(modules: Path, source_map: Path, package: str) -> str:
    """The licences of the packages that the build of this one holds, told by its source map."""
    names = {
        match.group(1)
        for path in json.loads(source_map.read_text(encoding="utf-8"))["sources"]
        if (match := re.search(r".*node_modules/((?:@[^/]+/)?[^/]+)/", path))
    }
    parts = [f"The build of {package} holds these packages.\n"]
    for name in sorted(names):
        folder = modules / name
        if not (folder / "package.json").exists():
            parts.append(f"{'=' * 80}\n{name}\n\nMIT (inlined at build time; not installed with {package}).\n")
            continue
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        found = sorted(path for path in folder.iterdir() if re.match(r"(?i)licen[cs]e", path.name) and path.is_file())
        text = "\n".join(path.read_text(encoding="utf-8").strip() for path in found)
        parts.append(
            f"{'=' * 80}\n{name} {about['version']}, {about.get('license', 'see below')}\n\n"
            f"{text or SAME_LICENCE + str(about.get('license'))}\n"
        )
    return "\n".join(parts)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_table(rows: list[tuple[str, ...]]) -> None:
    lines = ["| package | version | licence | file | sha256 |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {version} | {licence} | `{path}` | `{sha}` |" for name, version, licence, path, sha in rows]
    readme = HERE / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition("<!-- table -->")
    _, _, after = rest.partition("<!-- /table -->")
    table = "\n".join(lines)
    readme.write_text(f"{before}<!-- table -->\n{table}\n<!-- /table -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
