/** The debug adapter's own process, started with `--stdio` by any client. */
import { runStdio } from './stdio.ts';

runStdio();
