"""Pages of the import: file, diagnosis, mapping, verdicts, progress, result."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Badge, Bar, Cell, Choice, Note, Tab, Tone
from enishi.screens.page_models.shell import ShellView
from enishi.screens.page_models.today_page import Stat


@dataclass(frozen=True, slots=True)
class Wizard:
    """The head of every step. ``step`` counts from 1; ``form_id`` is the form that ``forward`` submits."""

    steps: tuple[str, ...]
    step: int
    remark: str = ""
    back: Action | None = None
    forward_label: str = ""
    forward_form: str = ""
    forward_href: str = ""
    tools: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file being read, with what can be said about it in one line."""

    name: str
    line: str
    status: str = ""
    change: Action | None = None


@dataclass(frozen=True, slots=True)
class SideLine:
    """A name and a number; ``bar`` shows the share."""

    label: str
    value: str
    tone: Tone = ""
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class SideBlock:
    """A block of the right column. ``quality`` from 0 to 100 is shown as a ring. A block with ``url`` is read from
    there, for it takes a while to work out."""

    title: str
    lines: tuple[SideLine, ...] = ()
    text: str = ""
    count: str = ""
    quality: int | None = None
    quality_label: str = ""
    note: Note | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class FilePage:
    """Template ``import/file.jinja``: choose, drop or paste; earlier imports below. ``limit`` is in bytes."""

    shell: ShellView
    title: str
    wizard: Wizard
    heading: str
    text: str
    drop_url: str
    paste_url: str
    limit_line: str
    earlier: tuple[Row, ...] = ()
    errors: tuple[str, ...] = ()
    limit: int = 0
    too_large: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An earlier or unfinished import."""

    title: str
    note: str
    time: str
    href: str
    icon: str = "history"
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the diagnosis; opening it reads its rows from ``url``."""

    count: str
    unit: str
    title: str
    note: str
    icon: str
    tone: Tone
    url: str
    offer: str = ""
    open: bool = False
    rows: FindingRows | None = None


@dataclass(frozen=True, slots=True)
class FindingRows:
    """Template ``import/finding_rows.jinja``: the rows of a finding. ``groups`` are rows that belong together, each
    with its reasons and whether a key is shared."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    more: Action | None = None
    remark: str = ""
    groups: tuple[FindingGroupRows, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingGroupRows:
    """Rows of a file that seem to be one, and why."""

    mark: Badge
    reasons: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one kind."""

    title: str
    icon: str
    note: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DiagnosisPage:
    """Template ``import/diagnosis.jinja``: what the list is like, before anything is written. ``settings`` go to
    ``url``."""

    shell: ShellView
    title: str
    wizard: Wizard
    line: str
    assurance: str
    stats: tuple[Stat, ...]
    groups: tuple[FindingGroup, ...]
    side: tuple[SideBlock, ...]
    url: str = ""
    csrf_token: str = ""
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column of the file and where it goes. ``doubtful`` asks the person to look; ``rule`` is its field's own."""

    name: str
    source: str
    sample: str
    targets: tuple[Choice, ...]
    target_icon: str
    tidy: str = ""
    reason: str = ""
    rule: str = ""
    rules: tuple[Choice, ...] = ()
    confidence: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Something to choose for the file as a whole; ``name`` is the field of the form."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ChoiceValues:
    """The values of a choice column: name in the form, text, how often, what it may mean, whether that is sure."""

    title: str
    note: str
    values: tuple[tuple[str, str, str, tuple[Choice, ...], bool], ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A few rows as they will be."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class MappingPage:
    """Template ``import/mapping.jinja``."""

    shell: ShellView
    title: str
    wizard: Wizard
    url: str
    csrf_token: str
    file: SourceFile
    columns: tuple[ColumnMapping, ...]
    preview: Preview | None
    side: tuple[SideBlock, ...]
    settings: tuple[Setting, ...] = ()
    choices: tuple[ChoiceValues, ...] = ()
    keep_label: str = ""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One row of the file with its verdict. ``choices`` go to ``decide_url``; ``compare_url`` shows the records it may
    be side by side, ``row_url`` the row as it is judged now, ``left_url`` moves its cells back, ``filed_url`` takes
    corrections back. ``who`` is whom the row names, ``record_url`` the record it goes to."""

    number: str
    verdict: str
    tone: Tone
    reasons: tuple[str, ...]
    cells: tuple[Cell, ...]
    decide_url: str = ""
    choices: tuple[Choice, ...] = ()
    compare_url: str = ""
    who: str = ""
    record_url: str = ""
    row_url: str = ""
    left_url: str = ""
    filed_url: str = ""


@dataclass(frozen=True, slots=True)
class SidePart:
    """Template ``import/side_part.jinja``: blocks that took a while."""

    side: tuple[SideBlock, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Template ``import/review_row.jinja``: one row, and the figures that change with it."""

    row: VerdictRow
    columns: tuple[str, ...]
    tabs: tuple[Tab, ...]
    side: tuple[SideBlock, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Template ``import/review.jinja``: every row with what will happen to it; ``faults`` brings cells at fault into
    view, ``news`` tells what the file knows of records that are there."""

    shell: ShellView
    title: str
    wizard: Wizard
    url: str
    csrf_token: str
    file: SourceFile
    tabs: tuple[Tab, ...]
    columns: tuple[str, ...]
    rows: tuple[VerdictRow, ...]
    side: tuple[SideBlock, ...]
    remark: str = ""
    touch_remark: str = ""
    faults: bool = False
    news: Note | None = None
    previous_url: str = ""
    next_url: str = ""
    previous_label: str = ""
    next_label: str = ""


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """Template ``import/progress.jinja``. ``status_url`` answers ProgressPart until it is done."""

    shell: ShellView
    title: str
    wizard: Wizard
    part: ProgressPart


@dataclass(frozen=True, slots=True)
class ProgressPart:
    """Template ``import/progress_part.jinja``: how far a job is, or how it ended; ``notes`` tell why figures moved."""

    heading: str
    line: str
    bar: Bar
    status_url: str
    done: bool = False
    failed: bool = False
    figures: tuple[SideLine, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[Action, ...] = ()
