"""The operator's guide says what the software does."""

import re

from clearinghouse.config.commands.table import COMMANDS
from tools.settings_table import GUIDE, parted, table


def test_the_table_of_settings_is_that_of_the_software():
    assert parted(GUIDE.read_text(encoding="utf-8"))[1] == table(), "run python -m tools.settings_table"


def test_every_command_of_the_guide_is_there():
    named = set(re.findall(r"^clearinghouse ([a-z-]+)|`clearinghouse ([a-z-]+)", GUIDE.read_text(), re.MULTILINE))
    commands = {name for pair in named for name in pair if name}
    assert {"serve", "backup", "restore", "export", "import", "verify-ledger", "create-account"} <= commands
    assert commands <= set(COMMANDS)
