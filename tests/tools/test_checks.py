from tools.check_addresses import addresses_in
from tools.check_licences import is_allowed, npm_licences, runtime_packages
from tools.check_size import Measured, functions_in, too_long


def test_a_function_is_measured_from_def_to_its_last_line():
    source = "@decorated\ndef f(\n    a,\n):\n    def g():\n        pass\n    return g\n"
    assert [each.lines for each in functions_in(source, "m.py")] == [6, 2]


def test_only_what_exceeds_the_limit_is_too_long():
    assert too_long([Measured("a", 60), Measured("b", 61)], 60) == [Measured("b", 61)]


def test_registries_and_paths_of_one_machine_are_found():
    registry = "https://registry" + ".npmjs" + ".example/x"
    path = "see /" + "home/ann/notes and /" + "root/x"
    assert [number for number, _ in addresses_in(f"fine\n{registry}\n{path}")] == [2, 3, 3]


def test_addresses_of_the_world_are_not_paths_of_one_machine():
    assert list(addresses_in("https://example.org/work/1 and frame/" + "root/x")) == []


def test_permissive_licences_are_allowed_and_gpl_is_not():
    assert is_allowed("Apache-2.0 OR GPL-2.0-only")
    assert is_allowed("BSD License; MIT License")
    assert is_allowed("Mozilla Public License 2.0 (MPL 2.0)")
    assert not is_allowed("GPL-3.0-or-later")
    assert not is_allowed("MIT AND GPL-3.0-only")
    assert not is_allowed("")


def test_lgpl_is_allowed_for_the_packages_named_only():
    assert is_allowed("LGPL-3.0-only", "psycopg")
    assert not is_allowed("LGPL-3.0-only", "another")


def test_runtime_packages_follow_extras_and_leave_development_out():
    found = runtime_packages()
    assert {"django", "sqlparse", "psycopg-binary"} <= found
    assert "pytest" not in found


def test_only_what_a_page_ships_is_listed_of_npm():
    lock = {
        "packages": {
            "": {"license": "MIT"},
            "node_modules/a": {"license": "MIT"},
            "node_modules/a/node_modules/@x/b": {"license": "ISC"},
            "node_modules/c": {"license": "GPL-3.0", "dev": True},
        }
    }
    assert list(npm_licences(lock)) == [("a", "MIT"), ("@x/b", "ISC")]
