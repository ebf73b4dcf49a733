"""The option that lets nothing be skipped: what the gate runs, it runs whole."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("cop").addoption("--no-skips", action="store_true", help="fail when anything was skipped")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and forbidden_skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if number := forbidden_skips(config):
        terminalreporter.write_line(f"FAILED: {number} skipped, and --no-skips allows none.", red=True)


def forbidden_skips(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not config.getoption("--no-skips"):
        return 0
    return len(reporter.stats.get("skipped", []))
