"""The policy table of docs/policy.md: who may do what, as the tests read it."""

from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "docs" / "policy.md"
ROLES = (
    "anonymous",
    "learner",
    "educator",
    "reviewer",
    "coordinator",
    "manager",
    "inspector",
    "office",
    "superuser",
)
WORDS = {"allowed", "own", "center", "never"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Who stands for a role: whom the cell lets in when it says one of these words.
VISITORS = {
    "anonymous": {"anonymous": {"allowed"}, "half": {"allowed"}, "deactivated": {"allowed"}},
    "learner": {"owner": {"allowed", "own", "center"}, "learner": {"allowed", "center"}},
    "educator": {"educator": {"allowed", "center"}, "educator elsewhere": {"allowed"}},
    "reviewer": {"reviewer": {"allowed", "center"}, "reviewer elsewhere": {"allowed"}},
    "coordinator": {"coordinator": {"allowed", "center"}, "coordinator elsewhere": {"allowed"}},
    "manager": {"manager": {"allowed", "center"}, "manager elsewhere": {"allowed"}},
    "inspector": {"inspector": {"allowed", "center"}},
    "office": {"office": {"allowed"}},
    "superuser": {"superuser": {"allowed"}},
}


@dataclass(frozen=True)
class Row:
    """What an address and a method mean for each role."""

    template: str
    method: str
    cells: dict[str, str]

    def lets_in(self) -> dict[str, bool]:
        """For each visitor whether they come in."""
        return {
            visitor: self.cells[role] in words
            for role, visitors in VISITORS.items()
            for visitor, words in visitors.items()
        }


def rows() -> dict[tuple[str, str], Row]:
    """Every row by address and method; methods that are not named let nobody in."""
    found: dict[tuple[str, str], Row] = {}
    for line in FILE.read_text().splitlines():
        if not line.startswith("| `/"):
            continue
        address, methods, *words = [part.strip() for part in line.strip("|").split("|")]
        assert len(words) == len(ROLES), line
        assert set(words) <= WORDS, line
        for method in methods.split():
            assert method in METHODS, line
            key = (address.strip("`"), method)
            assert key not in found, f"twice: {key}"
            found[key] = Row(*key, dict(zip(ROLES, words, strict=True)))
    return found


def expected(template: str, method: str, known: dict[tuple[str, str], Row]) -> Row:
    """The row, or one that lets nobody in."""
    nobody = Row(template, method, dict.fromkeys(ROLES, "never"))
    return known.get((template, method), nobody)


def written(template: str, method: str, came: dict[str, bool]) -> str:
    """The line that says what was seen, to be read before it goes into the table."""
    return f"| `{template}` | {method} | {' | '.join(_word(role, came) for role in ROLES)} |"


def _word(role: str, came: dict[str, bool]) -> str:
    fits = (
        word
        for word in ("never", "own", "allowed", "center")
        if all(came[visitor] == (word in words) for visitor, words in VISITORS[role].items())
    )
    return next(fits, "?")
