"""The rules of the house, each one a sentence that fails when it is broken."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

from backbone.text import LANGS

ROOT = Path(__file__).parents[2]
PACKAGE = sorted((ROOT / "backbone").rglob("*.py"))
PAGES = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]
APP = (*PACKAGE, *PAGES)
SOURCE = [*APP, *sorted((ROOT / "geo").glob("*.py"))]
TESTS = tuple(sorted((ROOT / "tests").rglob("*.py")))
# A function longer than this does more than one thing.
LONGEST = 40
HAN = re.compile(r"[\u3400-\u9fff]")
# Words that Chinese writes in Latin letters, and things that are not words at all.
LATIN = re.compile(r"[\s\d\W_]*(CSV|PNG|IRIS\+)?[\s\d\W_]*")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> set[str]:
    """The dotted names that a module imports, those inside functions too."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


# -- imports -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaf", ["text", "theme"])
def test_leaves_import_nothing_of_ours(leaf):
    assert not {name for name in imported(ROOT / "backbone" / f"{leaf}.py") if name.startswith("backbone")}


def test_source_never_imports_tests():
    for path in SOURCE:
        assert not {name for name in imported(path) if name.split(".")[0] == "tests"}, short(path)


def test_the_app_imports_what_it_requires_and_requires_what_it_imports():
    ours = {"backbone", "geo", "pages", "tests", *sys.stdlib_module_names}
    used = {name.split(".")[0] for path in APP for name in imported(path)} - ours
    assert not used & {"shapely", "cnmaps"}, "geometry is built beforehand"
    required = {re.match(r"[\w-]+", line)[0].replace("-", "_") for line in lines_of("requirements.in")}
    # plotly draws pictures with kaleido, Streamlit signs people in with Authlib and httpx2 and speaks to browsers with
    # uvloop: they find these themselves.
    # Who publishes from Spark installs it beside (requirements-spark.txt); py4j comes with it. The three of the server
    # come with Streamlit, in the versions that it knows. One has two names.
    used = {{"pptx": "python_pptx"}.get(name, name) for name in used}
    elsewhere = {"pyspark", "py4j", "starlette", "uvicorn", "websockets"}
    assert (used | {"kaleido", "authlib", "httpx2", "uvloop"}) - elsewhere == required


def lines_of(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "-"))]


def test_every_requirement_is_pinned_and_compiled():
    pinned = {}
    for line in lines_of("requirements.txt"):
        name, version = re.match(r"([\w.-]+)==([^\s;]+)", line).groups()
        pinned[name.lower()] = version
    for line in lines_of("requirements.in"):
        name, asked = re.match(r"([\w-]+)(?:==([\d.]+)\*)?", line).groups()
        assert pinned[name.lower()].startswith(asked or ""), name


def test_what_is_installed_is_what_is_pinned():
    from importlib.metadata import version

    for line in lines_of("requirements.in"):
        name = re.match(r"[\w-]+", line)[0]
        assert f"{name}=={version(name)}" in (ROOT / "requirements.txt").read_text("utf-8")


def test_every_dependency_is_named_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8").lower()
    for line in [*lines_of("requirements.in"), *lines_of("requirements-dev.in")]:
        assert re.match(r"[\w-]+", line)[0].lower() in readme, line


# -- pages and modules ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_a_page_is_a_short_recipe_that_computes_nothing(page):
    assert len(page.read_text("utf-8").splitlines()) <= 60
    computing = (
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.For,
        ast.While,
        ast.ListComp,
        ast.DictComp,
        ast.SetComp,
        ast.GeneratorExp,
        ast.BinOp,
        ast.AugAssign,
    )
    found = [node for node in ast.walk(tree(page)) if isinstance(node, computing)]
    assert not found, [f"{type(node).__name__} in line {node.lineno}" for node in found]
    assert {name.split(".")[0] for name in imported(page)} <= {"streamlit", "backbone"}


def test_a_function_fits_on_a_screen():
    every = ((path, node, statements(node)) for path in SOURCE for node in functions(path))
    long = {f"{short(path)}: {node.name}": lines for path, node, lines in every if lines > LONGEST}
    assert not long, f"more than {LONGEST} lines without the docstring"


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def statements(function: ast.FunctionDef) -> int:
    """How many lines a function has below its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return function.end_lineno - body[0].lineno + 1 if body else 0


def test_everything_public_says_what_comes_back():
    bare = [
        f"{short(path)}: {getattr(node, 'name', 'the module')}"
        for path in SOURCE
        for node in (tree(path), *tree(path).body)
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not bare


def test_nothing_is_caught_blindly_and_no_html_is_unsafe():
    for path in SOURCE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and not isinstance(node.body[-1], ast.Raise):
                named = node.type is not None and ast.unparse(node.type) not in ("Exception", "BaseException")
                assert named, f"{short(path)}:{node.lineno}"
            if isinstance(node, ast.keyword):
                assert node.arg != "unsafe_allow_html", f"{short(path)}:{node.value.lineno}"


def test_no_cache_of_the_process_keeps_a_snapshot_alive():
    """Answers of a Store are `remembered` by it, and go with it."""
    for path in PACKAGE:
        for node in functions(path):
            cached = any("cache" in ast.unparse(one) for one in node.decorator_list)
            takes = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
            assert not cached or not takes & {"Store", "Comparison", "Snapshot", "Page"}, f"{short(path)}: {node.name}"


def test_nothing_is_kept_in_the_caches_of_streamlit():
    """Any visitor may have them cleared; what sessions share is `Kept`, or `remembered` by its snapshot."""
    for path in APP:
        names = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)} | imported(path)
        assert not {name for name in names if name.split(".")[-1] in ("cache_data", "cache_resource")}, short(path)


def test_nothing_heavy_is_imported():
    """scipy.stats and scipy.optimize are 60 MB of memory and half a second of every start; scipy.special is neither."""
    used = {(short(path), name) for path in APP for name in imported(path)}
    assert not [by for by in used if by[1].startswith(("scipy.stats", "scipy.optimize"))]


def test_every_name_is_used():
    """A name that its own module does not use and no other takes is dead."""
    assert not {short(path): names for path in APP if (names := unused(path))}


def unused(path: Path) -> list[str]:
    """The names of a module that nothing else in it uses and no other module takes."""
    statements = tree(path).body
    read = [{n.id for n in ast.walk(s) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)} for s in statements]
    inside = {n: set().union(*read[:n], *read[n + 1 :]) for n in range(len(statements))}
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    names = [(n, name) for n, statement in enumerate(statements) for name in defined(statement)]
    return [name for n, name in names if name not in inside[n] and (module, name) not in taken(APP)]


def defined(statement: ast.stmt) -> list[str]:
    """The functions, classes and constants that a statement of a module defines."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    names = [n.id for target in targets if target for n in ast.walk(target) if isinstance(n, ast.Name)]
    return [name for name in names if name != "__all__"]


@cache
def taken(takers: tuple[Path, ...]) -> set[tuple[str, str]]:
    """Every name that one module takes from another, by import or with a dot: ("backbone.places", "get")."""
    found = set()
    for path in takers:
        modules = {}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {(node.module, alias.name) for alias in node.names}
                modules |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add((modules.get(node.value.id, ""), node.attr))
    return found


def test_a_package_hands_on_only_what_somebody_takes():
    for package in (path for path in PACKAGE if path.name == "__init__.py"):
        name = ".".join(package.parent.relative_to(ROOT).parts)
        handed = {a.asname or a.name for n in tree(package).body if isinstance(n, ast.ImportFrom) for a in n.names}
        assert not {one for one in handed if (name, one) not in taken((*APP, *TESTS))}, short(package)


def test_no_check_is_switched_off():
    switched_off = re.compile("# (no" + "qa|type: ig" + "nore|mypy:|pyl" + "int:)")
    for path in [*SOURCE, *TESTS]:
        assert not switched_off.search(path.read_text("utf-8")), short(path)


def test_modules_are_named_by_noun():
    assert not {path.stem for path in PACKAGE} & {"utils", "util", "helpers", "common", "misc"}


# -- words ---------------------------------------------------------------------------------------------------------


def texts():
    """Every Text(en, zh) written out in the source: file, line and both sides, with {} for what is filled in."""
    for path in APP:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text" and len(node.args) == 2:
                sides = [_literal(argument) for argument in node.args]
                if None not in sides:
                    yield f"{short(path)}:{node.lineno}", *sides


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def test_each_text_is_written_in_its_own_language():
    found = list(texts())
    assert len(found) > 100
    for where, en, zh in found:
        bare_en, bare_zh = (re.sub(r"{[^}]*}", "", side) for side in (en, zh))
        assert not HAN.search(bare_en), where
        assert HAN.search(bare_zh) or LATIN.fullmatch(bare_zh), where
        assert sorted(re.findall(r"{(\w+)", en)) == sorted(re.findall(r"{(\w+)", zh)), where


def test_a_table_of_languages_has_all_of_them():
    for path in APP:
        for node in ast.walk(tree(path)):
            keys = [ast.literal_eval(k) for k in getattr(node, "keys", []) if isinstance(k, ast.Constant)]
            partial = isinstance(node, ast.Dict) and keys and set(keys) < set(LANGS)
            assert not partial, f"{short(path)}:{node.lineno}"


# What joins words: signs, and the small word before the last, with nothing but gaps for what is filled in.
SIGN = re.compile(r"[,;:()、，；：。（）·]|\band\b|和")
JOIN = re.compile(rf"(\s|\.|{{[^}}]*}}|{SIGN.pattern})*")
# What joins columns of a statement, colours of a style, English words of an error on the command line.
IN_CODE = ("', '", "'; '", "','", "';'")


def test_words_are_joined_by_the_punctuation_alone():
    for path in PACKAGE:
        if path.stem == "punctuation":
            continue
        for node in ast.walk(tree(path)):
            said = [_literal(side) for side in _sides(node)]
            joins = said and None not in said and all(map(JOIN.fullmatch, said)) and any(map(SIGN.search, said))
            assert not joins, f"{short(path)}:{node.lineno}: what joins words stands in punctuation.py"


def _sides(node: ast.AST) -> list[ast.expr]:
    """What a text, a choice or a mapping holds, or what a list is joined by."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text":
        return node.args
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Dict):
        return node.values
    if isinstance(node, ast.Attribute) and node.attr == "join" and ast.unparse(node.value) not in IN_CODE:
        return [node.value]
    return []


# -- the tree ------------------------------------------------------------------------------------------------------

WRITTEN = (".py", ".toml", ".css", ".js", ".sh", ".html", ".md", "Makefile", ".in")
TRACKED = [ROOT / name for name in ("dashboard.py", "Makefile", "pyproject.toml", "requirements.in")]
TRACKED += [
    path
    for folder in ("backbone", "pages", "geo", "tests", "static", ".streamlit", ".ci")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and path.name.endswith(WRITTEN) and "__pycache__" not in path.parts
]


def test_no_outside_host_is_named_in_code():
    outside = re.compile(r"https?://(?!localhost|127\.0\.0\.1|\"|')[\w{]|(?<![:\w])//cdn|cdn\.[a-z]+|googleapis")
    for path in TRACKED:
        if path.suffix == ".md" or "tests" in path.parts:
            continue
        assert not outside.search(path.read_text("utf-8")), short(path)


def test_nothing_is_left_to_do():
    left = re.compile("TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK")
    for path in TRACKED:
        assert not left.search(path.read_text("utf-8")), short(path)


def test_ci_runs_what_the_readme_tells_people_to_run():
    run = ROOT / ".ci" / "run"
    for command in ("make test", "make test-engines"):
        assert re.search(f"^{command}$", run.read_text("utf-8"), re.MULTILINE)
        assert command in (ROOT / "README.md").read_text("utf-8")


def test_the_server_talks_to_nobody():
    import tomllib

    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["toolbarMode"] == "minimal" and config["client"]["showSidebarNavigation"] is False
    assert config["server"]["address"] == "localhost"


def test_static_holds_geometry_type_and_nothing_else():
    kinds = {path.suffix for path in (ROOT / "static").rglob("*") if path.is_file()}
    assert kinds <= {".js", ".json", ".geojson", ".woff2", ".txt", ".md", ".svg", ".ico"}, kinds
