/**
 * The data flow on screen: the stages of a state side by side, or one under the other where the view is narrow, each a
 * tree that the keyboard walks through.
 */
import type { DataFlow, FlowRow, FlowStage, FromRunView, Measured, ToRunView } from '#protocol';
import { element } from './element.ts';
import { type FlowLine, FlowTree, moveOf } from './flow-tree.ts';
import { bytesText, countText, isNear, MARK_SIGNS, rowLabel, stageNote, warningText } from './words.ts';

type Post = (message: FromRunView) => void;

export class FlowView {
  readonly #root: HTMLElement;
  readonly #post: Post;
  #flow: DataFlow | undefined;
  #stages: ReadonlyMap<string, StageTree> = new Map();
  /** Stages that have not changed and that the reader has unfolded all the same; kept from state to state. */
  readonly #unfolded = new Set<string>();

  constructor(root: HTMLElement, post: Post) {
    this.#root = root;
    this.#post = post;
  }

  show(flow: DataFlow): void {
    const hadFocus = this.#root.contains(document.activeElement);
    this.#flow = flow;
    const stages = new Map<string, StageTree>();
    const list = element('div', 'stages');
    for (const stage of flow.stages) list.append(this.#stage(flow, stage, stages));
    this.#stages = stages;
    this.#root.replaceChildren(headOf(flow), list);
    // The focus does not get lost where the reader steps on with the keyboard in the view.
    if (hadFocus) this.#root.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
  }

  addRows({ flow, stage, path, start, rows }: Extract<ToRunView, { type: 'rows' }>): void {
    if (flow === this.#flow?.id) this.#stages.get(stage)?.add(path, start, rows);
  }

  #stage(flow: DataFlow, stage: FlowStage, stages: Map<string, StageTree>): HTMLElement {
    const { id, name, isSame, isAhead, place, field } = stage;
    const ask = (path: readonly (string | number)[], start: number): void =>
      this.#post({ type: 'more-rows', flow: flow.id, stage: id, path, start });
    const tree = new StageTree(stage, ask);
    stages.set(id, tree);
    const title = element('h2', '', [name]);
    title.id = `stage-${id}`;
    const link = place && element('button', 'link', field ?? '', { title: `Go to ${field} in the text` });
    if (place) link?.addEventListener('click', () => this.#post({ type: 'show-place', place }));
    const about = `${isSame ? '= ' : ''}${stageNote(stage)}`;
    // An empty one would take a gap, and the sizes of stages would not stand below each other.
    const note = about === '' ? undefined : element('p', 'note', about);
    const head = element('header', '', [title, link, sizeOf(stage.bytes), note]);
    const section = element('section', `stage${isSame ? ' is-same' : ''}${isAhead ? ' is-ahead' : ''}`, [head], {
      'aria-labelledby': title.id,
      'data-stage': id,
    });
    if (isSame) this.#fold(section, title, tree, id);
    else section.append(tree.element);
    return section;
  }

  /** What has not changed is a bar with an equals sign, until somebody wants to see it. */
  #fold(section: HTMLElement, title: HTMLElement, tree: StageTree, id: string): void {
    const button = element('button', 'fold', title.textContent ?? '');
    title.replaceChildren(button);
    const apply = (): void => {
      const isOpen = this.#unfolded.has(id);
      button.setAttribute('aria-expanded', String(isOpen));
      section.classList.toggle('is-folded', !isOpen);
      if (isOpen) section.append(tree.element);
      else tree.element.remove();
    };
    button.addEventListener('click', () => {
      if (!this.#unfolded.delete(id)) this.#unfolded.add(id);
      apply();
    });
    apply();
  }
}

function headOf({ stateName, stateType, lane, failure, events }: DataFlow): HTMLElement {
  const about = [stateType, lane].filter((part) => part !== undefined).join(' · ');
  const count = element('span', `size${isNear(events) ? ' is-near' : ''}`, [
    `${countText(events.size)} of ${countText(events.limit)} events`,
    warningText(events) === '' ? undefined : ` – ${warningText(events)}`,
  ]);
  const head = element('header', 'head', [element('h1', '', stateName), element('span', 'note', about), count]);
  if (!failure) return head;
  const text = [failure.error ?? 'A failure without a name', failure.cause].filter(Boolean).join(': ');
  return element('div', '', [head, element('p', 'failure', `✕ ${text}`)]);
}

function sizeOf(bytes: Measured): HTMLElement {
  const warning = warningText(bytes);
  const text = `${bytesText(bytes.size)} of ${bytesText(bytes.limit)}${warning === '' ? '' : ` – ${warning}`}`;
  return element('span', `size${warning === '' ? '' : ' is-near'}`, text);
}

/** The tree of one stage. */
class StageTree {
  readonly element: HTMLElement;
  readonly #tree: FlowTree;
  readonly #ask: (path: readonly (string | number)[], start: number) => void;
  #lines: readonly FlowLine[] = [];
  #current = 0;

  constructor(stage: FlowStage, ask: (path: readonly (string | number)[], start: number) => void) {
    this.#tree = new FlowTree(stage.value);
    this.#ask = ask;
    this.element = element('div', 'tree', [], { role: 'tree', 'aria-label': stage.name });
    this.element.addEventListener('keydown', (event) => this.#pressed(event));
    this.element.addEventListener('click', (event) => this.#clicked(event.target));
    this.#draw();
  }

  add(path: readonly (string | number)[], start: number, rows: readonly FlowRow[]): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.#tree.add(path, start, rows);
    this.#draw();
    if (hadFocus) this.#focus(this.#current);
  }

  #draw(): void {
    this.#lines = this.#tree.lines;
    this.#current = Math.min(this.#current, Math.max(0, this.#lines.length - 1));
    this.element.replaceChildren(...this.#lines.map((line, index) => lineElement(line, index === this.#current)));
  }

  #focus(index: number): void {
    const items = this.element.children;
    items[this.#current]?.setAttribute('tabindex', '-1');
    this.#current = index;
    const item = items[index];
    item?.setAttribute('tabindex', '0');
    if (item instanceof HTMLElement) item.focus();
  }

  #act(index: number, open?: boolean): void {
    const line = this.#lines[index];
    if (line?.kind === 'more') this.#ask(line.path, line.start);
    else if (line && this.#tree.toggle(line.path, open)) this.#ask(line.path, 0);
    this.#draw();
    this.#focus(index);
  }

  #clicked(target: EventTarget | null): void {
    const item = target instanceof Element ? target.closest('[role="treeitem"]') : null;
    const index = item ? [...this.element.children].indexOf(item) : -1;
    if (index >= 0) this.#act(index);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#act(this.#current);
      return;
    }
    const move = moveOf(this.#lines, this.#current, event.key);
    if (!move) return;
    event.preventDefault();
    if ('to' in move) this.#focus(move.to);
    else this.#act(this.#current, move.open);
  }
}

function lineElement(line: FlowLine, isCurrent: boolean): HTMLElement {
  const attributes = { role: 'treeitem', 'aria-level': String(line.level), tabindex: isCurrent ? '0' : '-1' };
  if (line.kind === 'more') {
    const item = element('div', 'line more', `Show more (${countText(line.left)} left)`, attributes);
    item.style.setProperty('--level', String(line.level));
    return item;
  }
  const { row, isOpen } = line;
  const canOpen = row.count > 0;
  const item = element(
    'div',
    `line is-${row.mark}`,
    [
      element('span', 'sign', MARK_SIGNS[row.mark], { 'aria-hidden': 'true' }),
      element('span', 'twistie', canOpen ? (isOpen ? '▾' : '▸') : '', { 'aria-hidden': 'true' }),
      row.key === '' ? undefined : element('span', 'key', String(row.key)),
      row.key === '' ? undefined : ': ',
      ...(row.before === undefined ? [] : [element('del', valueClass(row.before), row.before), ' → ']),
      isOpen
        ? element('span', 'note', row.kind === 'array' ? `[${row.count}]` : '')
        : element('span', valueClass(row.text), row.text),
    ],
    {
      ...attributes,
      'aria-label': rowLabel(row),
      ...(canOpen ? { 'aria-expanded': String(isOpen) } : {}),
      title: row.text,
    },
  );
  item.style.setProperty('--level', String(line.level));
  return item;
}

/** The editor's token colors, by what the text begins with. */
function valueClass(text: string): string {
  if (text.startsWith('"')) return 'value string';
  if (/^-?\d/.test(text)) return 'value number';
  return /^(?:true|false|null)$/.test(text) ? 'value boolean' : 'value';
}
