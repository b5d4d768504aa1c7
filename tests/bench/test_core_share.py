import subprocess
import sys
from pathlib import Path

import pytest

from bench.core_share import NoShares, held_to


@pytest.fixture
def sleeper():
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def groups_of(process):
    return Path(f"/proc/{process.pid}/cgroup").read_text(encoding="ascii")


def test_a_process_is_in_a_group_of_its_own_only_while_it_is_held(sleeper):
    before = groups_of(sleeper)
    try:
        with held_to(0.4, [sleeper.pid]):
            assert f"-{sleeper.pid}" in groups_of(sleeper)
    except NoShares as error:
        pytest.skip(str(error))
    assert groups_of(sleeper) == before


def test_a_process_that_is_not_there_is_told_of():
    with pytest.raises(NoShares), held_to(0.4, [2**22 + 1]):
        pass
