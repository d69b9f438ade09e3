import os
import signal
import subprocess
import sys

from monitor.app import seat


def test_two_at_once_get_different_seats(tmp_path):
    first, second = seat.Seat(tmp_path), seat.Seat(tmp_path)

    assert first.owner != second.owner
    first.close()
    second.close()


def test_who_sits_down_after_another_has_its_name(tmp_path):
    first = seat.Seat(tmp_path)
    name = first.owner
    first.close()

    second = seat.Seat(tmp_path)

    assert second.owner == name
    second.close()


def test_a_killed_process_leaves_its_seat(tmp_path):
    code = "import sys, pathlib; from monitor.app import seat; s = seat.Seat(pathlib.Path(sys.argv[1])); print(s.owner, flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    name = process.stdout.readline().strip()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()

    taken = seat.Seat(tmp_path)

    assert taken.owner == name
    taken.close()
