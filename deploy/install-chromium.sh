#!/bin/sh
# Installs Debian's Chromium where it is missing, apt is there and we are root; otherwise says what is skipped.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-dejavu-core fonts-noto-core >/dev/null && exit 0
    echo "Chromium could not be installed; the browser tests will be skipped." >&2
else
    echo "No Chromium here and it cannot be installed; the browser tests will be skipped." >&2
fi
exit 0
