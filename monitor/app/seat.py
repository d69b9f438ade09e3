"""A worker's name that outlives it: leases are held under it, and who sits down again takes back what it held.

A seat is a locked file in the data folder. The kernel unlocks it when the process ends, however it ends, so the next
process gets the same name at once; a second process at the same time gets the next seat.
"""

import fcntl
import hashlib
import socket
from pathlib import Path

from monitor import errors

MAX_SEATS = 64


class Seat:
    """Holds one seat until closed."""

    def __init__(self, folder: Path) -> None:
        for number in range(1, MAX_SEATS + 1):
            try:
                self._file = (folder / f"worker-{number}.lock").open("a")
            except OSError as error:
                raise errors.StorageError(
                    f"{folder} cannot be written: {error.strerror}.",
                    hint="Give this user write access to it, or let CLAIMWATCH_DATA_DIR name another folder.",
                ) from None
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._file.close()
                continue
            self.owner = f"{socket.gethostname()}/{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]}/{number}"
            return
        raise errors.InputError(
            f"{MAX_SEATS} workers already use {folder}.",
            hint="Stop one, or give this one another data folder.",
        )

    def close(self) -> None:
        """Leave the seat."""
        self._file.close()
