"""The Jinja environment: plain values in, text out, and nothing else within a template's reach.

Constant expressions are never evaluated by the compiler; arithmetic that could grow without bound is refused;
time and memory are bounded by the caller's guard (``edges.limits``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, NoReturn

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, Template, TemplateNotFound, nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from guidewright.core.money import label, number, percent

MAX_NUMBER = 10_000
"""The largest number a template may give to a filter or multiply a text by."""
_FILTERS = (
    "abs attr batch capitalize center count d default dictsort e escape first float format indent int items join "
    "last length list lower map max min reject rejectattr replace reverse round select selectattr slice sort string "
    "sum title trim truncate unique upper wordcount wordwrap"
).split()
_TESTS = (
    "boolean defined divisibleby eq equalto even false float ge gt in integer iterable le lower lt mapping ne none "
)
_TESTS += "number odd sequence string true undefined upper == != < > <= >="


_OF_LOOPS = frozenset(("first", "index", "index0", "last", "length"))
"""What templates mostly ask of loops: given without looking whether it is safe."""


class LimitError(Exception):
    """A template asked for more than a template may have."""


class PrintedMappingError(Exception):
    """A template printed a whole mapping or list."""


class UnknownNameError(UndefinedError):
    """A name that does not exist; ``known`` are those that do where it was looked up."""

    def __init__(self, name: str, owner: str, known: tuple[str, ...]) -> None:
        super().__init__(f"'{name}' does not exist in {owner}" if owner else f"'{name}' does not exist")
        self.name, self.owner, self.known = name, owner, known


class Unknown(StrictUndefined):
    """An undefined value that says what could have been meant."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        if self._undefined_exception is not UndefinedError:
            raise self._undefined_exception(self._undefined_message)
        owner = self._undefined_obj
        if owner is missing:
            raise UnknownNameError(str(self._undefined_name), "", ())
        known = tuple(sorted(str(key) for key in owner)) if isinstance(owner, Mapping) else ()
        kind = "the mapping" if isinstance(owner, Mapping) else f"a value of type {type(owner).__name__}"
        raise UnknownNameError(str(self._undefined_name), kind, known)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __mul__ = __getitem__ = __call__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __contains__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        self._fail_with_undefined_error()


class _Sources(BaseLoader):
    """Templates from a mapping of names to texts; ``instead`` replaces a name by a more specific one."""

    def __init__(self, sources: Mapping[str, str], instead: Mapping[str, str]) -> None:
        self.sources, self.instead = sources, instead

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = self.instead.get(template, template)
        if name not in self.sources:
            raise TemplateNotFound(template)
        return self.sources[name], name, lambda: True


class Compiled(BytecodeCache):
    """The code of templates, for all environments over the same sources. It stays in memory: code is never read."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code

    def keep(self, sandbox: Sandbox, name: str, source: str, code: Any) -> None:
        """Keeps the code of a template that no other replaces."""
        bucket = self.get_bucket(sandbox, name, name, source)
        bucket.code = code
        self.set_bucket(bucket)


class _Compiler(CodeGenerator):
    """Jinja's compiler with two short cuts past calls of functions, for what nearly every expression does: the key of a
    mapping is looked up where it stands, and what is a text already is printed. ``said`` is free: the compiler begins
    all names of templates with ``l_``."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (as the compiler names it)
        if not isinstance(node.node, nodes.Name):
            super().visit_Getattr(node, frame)
            return
        owner, key = frame.symbols.ref(node.node.name), repr(node.attr)
        self.write(f"({owner}[{key}] if {owner}.__class__ is dict and {key} in {owner} else ")
        super().visit_Getattr(node, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plain(frame, finalize):
            self.write("(said if (said := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plain(frame, finalize):
            self.write(f").__class__ is str else str({finalize.src}said)))")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_plain(frame: Frame, finalize: Any) -> bool:
    """Whether a text is printed as it is, and everything else goes through ``_finished``."""
    return finalize.src is not None and not frame.eval_ctx.volatile and not frame.eval_ctx.autoescape


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that every template and templated text runs in."""

    code_generator_class = _Compiler
    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._included: dict[str, Template] = {}

    def get_or_select_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """A template that is included: remembered by its name, because none changes while an environment lives."""
        if not isinstance(name, str):
            return super().get_or_select_template(name, parent, globals)
        if name not in self._included:
            self._included[name] = super().get_or_select_template(name, parent, globals)
        return self._included[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One flat mapping instead of a chain: every include goes through all of its keys."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``block.items`` is the key, not the method, where a mapping has both."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if obj.__class__ is LoopContext and attribute in _OF_LOOPS:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise LimitError("resource limit: ** is not available in templates")
        if operator == "%" and isinstance(left, str):
            raise LimitError("resource limit: % formatting is not available in templates; use the money filter or ~")
        if operator == "*":
            texts = [side for side in (left, right) if isinstance(side, str | list | tuple)]
            counts = [side for side in (left, right) if isinstance(side, int)]
            if texts and counts and counts[0] * len(texts[0]) > MAX_NUMBER:
                raise LimitError(f"resource limit: a text or list repeated {counts[0]:,} times")
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        _bounded("a call", args, kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr not in ("format", "format_map") and super().is_safe_attribute(obj, attr, value)


def _bounded(what: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_NUMBER and what != "money":
            raise LimitError(f"resource limit: {what} was given the number {value:,}")


def _limited(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The same filter with its numeric arguments bounded."""
    offset = 2 if hasattr(function, "jinja_pass_arg") else 1

    def limited(*args: Any, **kwargs: Any) -> Any:
        _bounded(f"filter '{name}'", args[offset:], kwargs)
        return function(*args, **kwargs)

    if hasattr(function, "jinja_pass_arg"):
        limited.jinja_pass_arg = function.jinja_pass_arg  # type: ignore[attr-defined]
    return limited


@pass_context
def _finished(context: Context, value: Any) -> Any:
    """What may be printed: text and numbers. It takes the context so that the compiler folds no constants."""
    if value.__class__ is str:
        return value
    if isinstance(value, Unknown):
        return str(value)
    if isinstance(value, dict | list | tuple):
        kind = "mapping" if isinstance(value, dict) else "list"
        raise PrintedMappingError(f"a whole {kind} is printed")
    if value is None:
        raise PrintedMappingError("a null is printed")
    if callable(value):
        raise SecurityError("a function is printed")
    return value


def environment(
    sources: Mapping[str, str], instead: Mapping[str, str] | None = None, compiled: Compiled | None = None
) -> Sandbox:
    """An environment over template ``sources`` (name to text), of which some may be ``compiled`` already."""
    sandbox = Sandbox(
        loader=_Sources(sources, instead or {}),
        bytecode_cache=compiled,
        undefined=Unknown,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        auto_reload=False,
        cache_size=-1,
        finalize=_finished,
    )
    unlimited = {"join": sandbox.filters["join"]}  # asked of every row; a number is no more than its digits to it
    sandbox.filters = {name: _limited(name, sandbox.filters[name]) for name in _FILTERS} | unlimited
    sandbox.filters |= {"money": _money, "number": number, "percent": percent, "prefixed": _prefixed}
    sandbox.tests = {name: sandbox.tests[name] for name in _TESTS.split()}
    sandbox.globals = {"range": sandbox.globals["range"], "namespace": sandbox.globals["namespace"]}
    return sandbox


@pass_context
def _money(context: Context, amount: int, currency: str) -> str:
    """``170000 | money('USD')`` is ``$170K``, in the company's way of writing the currency."""
    labels = context.get("currency_labels")
    return label(currency, labels if isinstance(labels, dict) else None) + number(amount, currency)


def _prefixed(text: str, prefix: str) -> str:
    """Every line of ``text`` behind ``prefix``; blank lines get the prefix without its trailing space."""
    return "\n".join((prefix + line) if line else prefix.rstrip() for line in text.split("\n"))
