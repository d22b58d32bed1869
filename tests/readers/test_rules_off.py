"""The script that switches each condition of the readers off."""

import ast
from pathlib import Path

from rules_off import rules_of

MODULE = """
def name(post):
    if post.name and not post.hidden:
        return post.name
    return [x for x in post.names if x] or None
"""


def test_each_condition_of_a_module_is_a_rule(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(MODULE)
    rules = list(rules_of(tmp_path / "module.py"))
    without = {rule.text: ast.unparse(rule.tree) for rule in rules}
    assert "if False:" in without["post.name and (not post.hidden)"]
    assert "if not post.hidden and True:" in without["post.name"]
    assert "[x for x in post.names] or None" in without["x"]
    assert "return None or False" in without["[x for x in post.names if x]"]
    assert [rule.line for rule in rules].count(3) == 3
