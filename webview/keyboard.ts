/** Keys of the preview, one table: it drives the keyboard and is the help that `?` shows. */
import type { Direction } from './outline.ts';

export type KeyAction =
  | { readonly do: 'walk'; readonly direction: Direction }
  | { readonly do: 'reveal'; readonly focus: boolean }
  | {
      readonly do:
        | 'first'
        | 'zoom-in'
        | 'zoom-out'
        | 'fit'
        | 'actual-size'
        | 'breakpoint'
        | 'help'
        | 'close'
        | 'export';
    };

interface KeyRow {
  readonly keys: readonly string[];
  readonly action: KeyAction;
  /** As the help shows it; rows without are further ways to the same. */
  readonly help?: readonly [keys: string, text: string];
}

const ROWS: readonly KeyRow[] = [
  {
    keys: ['ArrowDown'],
    action: { do: 'walk', direction: 'down' },
    help: ['↑ ↓', 'along the lines, into and out of boxes'],
  },
  { keys: ['ArrowUp'], action: { do: 'walk', direction: 'up' } },
  { keys: ['ArrowLeft'], action: { do: 'walk', direction: 'left' }, help: ['← →', 'to the state beside'] },
  { keys: ['ArrowRight'], action: { do: 'walk', direction: 'right' } },
  { keys: ['Home'], action: { do: 'first' }, help: ['Home', 'to the first state'] },
  { keys: ['Enter'], action: { do: 'reveal', focus: true }, help: ['Enter', 'go to the state in the text'] },
  { keys: [' '], action: { do: 'reveal', focus: false }, help: ['Space', 'show it and stay here'] },
  { keys: ['b', 'F9'], action: { do: 'breakpoint' }, help: ['b', 'set or remove a breakpoint'] },
  { keys: ['+', '='], action: { do: 'zoom-in' }, help: ['+ −', 'zoom, also with Ctrl and the wheel'] },
  { keys: ['-', '_'], action: { do: 'zoom-out' } },
  { keys: ['0'], action: { do: 'fit' }, help: ['0', 'show the whole graph'] },
  { keys: ['1'], action: { do: 'actual-size' }, help: ['1', 'actual size'] },
  { keys: ['e'], action: { do: 'export' }, help: ['e', 'export the graph'] },
  { keys: ['?'], action: { do: 'help' }, help: ['?', 'show or hide this help'] },
  { keys: ['Escape'], action: { do: 'close' } },
];

const BY_KEY: ReadonlyMap<string, KeyAction> = new Map(
  ROWS.flatMap(({ keys, action }) => keys.map((key) => [key, action])),
);

/** What a key press asks for; keys with Ctrl, Alt or Meta belong to VS Code. */
export function actionOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): KeyAction | undefined {
  return event.ctrlKey || event.altKey || event.metaKey ? undefined : BY_KEY.get(event.key);
}

export const HELP: readonly (readonly [keys: string, text: string])[] = ROWS.flatMap(({ help }) =>
  help ? [help] : [],
);
