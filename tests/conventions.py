"""The house rules that the import graph cannot see, as questions to the syntax tree.

Each takes a module and yields what breaks the rule: a node and a word about it.
"""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGES = ("supportdesk", "kb", "tickets", "incidents", "metrics")
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
ENTRY_ROOMS = {"web", "api", "tasks", "mail", "panels", "admin"}
# Modules without a room of their own that answer requests
FRONT_DOORS = {
    f"supportdesk/{name}.py" for name in ("files/serving", "health", "live", "logs", "metrics", "pages", "web")
}
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
TELLS = {"record", "record_all"}
OTHER_CLOCKS = {"timezone.now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}


class Module(NamedTuple):
    """A file of the product: its path from the root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path, text):
        return cls(path, text, ast.parse(text))

    @property
    def rooms(self):
        """Folders and file name: `tickets/desk/web/lists.py` stands in tickets, desk, web, lists."""
        return set(Path(self.path).with_suffix("").parts)

    @property
    def dotted(self):
        return ".".join(Path(self.path).with_suffix("").parts).removesuffix(".__init__")

    def all(self, *kinds):
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]

    def functions(self):
        """The functions of the module itself, not the methods."""
        return [node for node in self.tree.body if isinstance(node, FUNCTION)]

    def imports(self):
        """Each imported module or name with its full dotted path, and the statement."""
        for node in self.all(ast.Import, ast.ImportFrom):
            prefix = origin(self, node)
            for alias in node.names:
                yield node, f"{prefix}.{alias.name}" if prefix else alias.name


@cache
def product():
    """Every module of the product, without migrations: history is not rewritten for style."""
    files = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    return [
        Module.of(str(file.relative_to(ROOT)), file.read_text()) for file in files if "migrations" not in file.parts
    ]


def origin(module, node):
    """Where a `from … import` takes its names: dots become the package they stand for."""
    if isinstance(node, ast.Import):
        return ""
    if not node.level:
        return node.module
    package = list(Path(module.path).parent.parts)
    package = package[: len(package) - node.level + 1]
    return ".".join([*package, *([node.module] if node.module else [])])


def called(node):
    """`record(…)` is called record, `tickets.filter(…)` is called filter."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def calls(node):
    return {called(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)}


# 1


def modules_and_functions_are_short(module):
    if (lines := module.text.count("\n")) > LONGEST_MODULE:
        yield module.tree, f"{lines} lines"
    for function in module.all(*FUNCTION):
        if (lines := function.end_lineno - function.lineno + 1) > LONGEST_FUNCTION:
            yield function, f"{function.name} has {lines} lines"


# 2


def imports_stand_at_the_top(module):
    for function in module.all(*FUNCTION):
        for node in ast.walk(function):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                yield node, f"imported inside {function.name}"


# 3


def is_atomic(function):
    return any(ast.unparse(decorator) == "transaction.atomic" for decorator in function.decorator_list)


def telling(module):
    """The functions that tell the log, by themselves or through another function of the module."""
    found, before = set(TELLS), None
    while found != before:
        before = set(found)
        found |= {function.name for function in module.functions() if calls(function) & found}
    return found


def actions_lock_and_tell(module):
    """A function in actions/ that nobody in its module calls is an action."""
    if "actions" not in module.rooms:
        return
    helpers = set().union(*(calls(function) for function in module.functions()))
    tellers = telling(module)
    for function in module.functions():
        if not is_atomic(function) and function.name in helpers:
            continue
        if not is_atomic(function):
            yield function, f"{function.name} is not atomic"
        if "by" not in {argument.arg for argument in function.args.kwonlyargs}:
            yield function, f"{function.name} does not take `by` as a keyword"
        if len(function.args.posonlyargs + function.args.args) > 1:
            yield function, f"{function.name} takes more than the thing by position"
        if function.name not in tellers:
            yield function, f"{function.name} tells nobody"


# 4


def entry_points_do_not_write(module):
    if not module.rooms & ENTRY_ROOMS:
        return
    for call in module.all(ast.Call):
        # rows are updated by keyword; a dict or a digest is updated by position
        apart = called(call) == "update" and not call.keywords
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES and not apart:
            yield call, f"{ast.unparse(call.func)}( stands in an entry point"


# 7


def nobody_listens_to_signals(module):
    for node, name in module.imports():
        outside = name.startswith(("django.", "allauth."))
        if name.startswith("django.dispatch") or (outside and "signals" in name.split(".")):
            yield node, name


def only_entry_points_know_http(module):
    if module.rooms & ENTRY_ROOMS or module.path in FRONT_DOORS:
        return
    for node, name in module.imports():
        if f"{name}.".startswith("django.http."):
            yield node, name


# 8


def flags_are_named(module):
    for function in module.all(*FUNCTION):
        positional = function.args.posonlyargs + function.args.args
        defaults = [None] * (len(positional) - len(function.args.defaults)) + function.args.defaults
        for argument, default in zip(positional, defaults, strict=True):
            annotated = argument.annotation is not None and ast.unparse(argument.annotation) == "bool"
            if annotated or (isinstance(default, ast.Constant) and isinstance(default.value, bool)):
                yield argument, f"{argument.arg} of {function.name}"


# 9


def locks_do_not_block_what_points_at_the_row(module):
    for call in module.all(ast.Call):
        if called(call) == "select_for_update" and "no_key" not in {keyword.arg for keyword in call.keywords}:
            yield call, "select_for_update without no_key="


# The one clock


def the_database_has_the_only_clock(module):
    if not module.rooms & {"actions", "tasks", "timers", "subscribers", "sla", "events"}:
        return
    for call in module.all(ast.Call):
        if (name := ast.unparse(call.func)) in OTHER_CLOCKS:
            yield call, f"{name}() instead of clock.now()"


CONVENTIONS = [
    modules_and_functions_are_short,
    imports_stand_at_the_top,
    actions_lock_and_tell,
    entry_points_do_not_write,
    nobody_listens_to_signals,
    only_entry_points_know_http,
    flags_are_named,
    locks_do_not_block_what_points_at_the_row,
    the_database_has_the_only_clock,
]
