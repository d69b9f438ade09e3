"""One hand-written fake a port, held to the same contract suite as the real thing where there is one."""
