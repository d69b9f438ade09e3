#!/bin/sh
# make-venv.sh PYTHON FOLDER: makes a virtual environment, or says what is missing and how to get it.
set -u
python=$1 folder=$2
[ -x "$folder/bin/pip" ] && exit 0
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Claimwatch needs Python 3.11 or newer as '$python'. Try: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing python3-venv …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        python3-venv >/dev/null
fi
# What a failed attempt left behind would be taken for a whole one.
rm -rf "$folder"
"$python" -m venv "$folder" && exit 0
rm -rf "$folder"
echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv" >&2
exit 1
