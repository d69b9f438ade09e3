import subprocess
import sys

# In a process of its own: what is frozen stays so.
_SETTLED = """
import gc
from monitor.app import heap
kept = [{} for _ in range(1000)]
kept.append(kept)
heap.settle_heap()
assert not any(one is kept for one in gc.get_objects()), "what lived at the start is still looked through"
assert gc.get_threshold()[0] == heap.YOUNG_LIMIT
lost = []
lost.append(lost)
del lost
assert gc.collect() > 0, "what comes later must still be collected"
"""


def test_what_lives_at_the_start_is_out_of_the_collectors_walks_and_later_cycles_are_not():
    done = subprocess.run([sys.executable, "-c", _SETTLED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
