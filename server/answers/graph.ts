/** The request `stepwright/graph`: the scene that the preview draws. */
import { isStateMachine } from '#asl';
import { buildScene } from '#graph';
import type { GraphParams, GraphResult } from '#protocol';
import type { Request } from '../routes.ts';

/** A broken text still gives the scene of what can be known; `problem` tells the preview not to trust it. */
export function graph({ asl, text }: Request<GraphParams>): GraphResult {
  const [machine] = asl.machines;
  const [problem] = asl.problems;
  return {
    version: text.version,
    scene: machine && isStateMachine(asl) ? buildScene(machine) : undefined,
    problem: problem && `Line ${text.positionAt(problem.start).line + 1}: ${problem.message}`,
  };
}
