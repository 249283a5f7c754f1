/**
 * The preview on screen: takes messages, draws what they say and tells what the reader did. Keeps the last good
 * graph while the text is broken, and keeps focus, scale and place of what the reader looks at while it changes.
 */
import { type GraphOverlay, LayoutCache, layoutScene, MARGIN, type PlacedScope, pictureOf, type Scene } from '#graph';
import type { FromPreview, PreviewState, ToPreview } from '#protocol';
import { createAnnouncer, namesOf, newsOf } from './a11y.ts';
import { type Camera, createCamera, SCALES } from './camera.ts';
import { keepInView } from './keep-in-view.ts';
import { actionOf, type KeyAction } from './keyboard.ts';
import { type Outline, outlineOf, type Stop } from './outline.ts';
import { livePicture } from './patch.ts';
import { followPointer } from './pointer.ts';
import type { Shell } from './shell.ts';

export interface Host {
  readonly post: (message: FromPreview) => void;
  readonly save: (state: PreviewState) => void;
}

export interface PreviewView {
  receive(message: ToPreview): void;
}

interface Shown {
  readonly uri: string;
  readonly placed: PlacedScope;
  readonly outline: Outline;
  readonly names: ReadonlyMap<string, string>;
}

export function createView(shell: Shell, host: Host, kept: PreviewState | undefined): PreviewView {
  const view = new View(shell, host, kept);
  view.listen();
  return view;
}

class View implements PreviewView {
  private readonly shell: Shell;
  private readonly host: Host;
  private readonly camera: Camera;
  private readonly picture;
  private readonly announcer;
  private readonly cache = new LayoutCache();
  private kept: PreviewState | undefined;
  private shown: Shown | undefined;
  private overlay: GraphOverlay = {};
  /** The state that Tab leads to and arrows leave from. */
  private current: string | undefined;

  constructor(shell: Shell, host: Host, kept: PreviewState | undefined) {
    this.shell = shell;
    this.host = host;
    this.kept = kept;
    this.picture = livePicture(shell.world);
    this.announcer = createAnnouncer(shell.live);
    this.camera = createCamera({
      width: () => shell.stage.clientWidth,
      height: () => shell.stage.clientHeight,
      calm: () =>
        matchMedia('(prefers-reduced-motion: reduce)').matches ||
        document.body.classList.contains('vscode-reduce-motion'),
      apply: ({ scale, x, y }) => {
        shell.world.setAttribute('transform', `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})`);
        shell.level.textContent = `${Math.round(scale * 100)} %`;
        shell.stage.classList.toggle('is-far', scale < SCALES.readable);
      },
    });
  }

  listen(): void {
    const { shell, camera } = this;
    followPointer(shell.stage, camera, {
      click: (target, twice) => this.clicked(target, twice),
      hover: (target) => this.link(idOf(target)),
      moved: () => this.save(),
    });
    keepInView(shell.stage, camera, () => this.shown?.outline.stops.get(this.lookedAt ?? '')?.head);
    document.addEventListener('keydown', (event) => this.pressed(event));
    shell.svg.addEventListener('focusin', (event) => this.focused(event.target));
    shell.stage.addEventListener('contextmenu', (event) => markForMenu(event.target), { capture: true });
    shell.buttons['zoom-in'].addEventListener('click', () => this.act({ do: 'zoom-in' }));
    shell.buttons['zoom-out'].addEventListener('click', () => this.act({ do: 'zoom-out' }));
    shell.buttons.fit.addEventListener('click', () => this.act({ do: 'fit' }));
    shell.buttons.export.addEventListener('click', () => this.act({ do: 'export' }));
    shell.buttons.help.addEventListener('click', () => this.act({ do: 'help' }));
    shell.level.addEventListener('click', () => this.act({ do: 'actual-size' }));
  }

  receive(message: ToPreview): void {
    switch (message.type) {
      case 'show':
        this.show(message.uri, message.title, message.scene);
        break;
      case 'stale':
        this.stale(message.message);
        break;
      case 'empty':
        this.empty(message.message);
        break;
      case 'cursor':
        this.lay({ cursor: message.pointer });
        if (message.reveal && message.pointer !== undefined) this.bringIntoView(message.pointer);
        break;
      case 'run':
        this.run(message.overlay);
        break;
      case 'breakpoints':
        this.lay({ breakpoints: new Set(message.pointers) });
        break;
      case 'problems':
        this.lay({ problems: new Map(Object.entries(message.marks)) });
        break;
      case 'command':
        this.act({ do: message.command });
    }
  }

  private show(uri: string, title: string, scene: Scene): void {
    const before = this.shown;
    const another = before?.uri !== uri;
    if (another) this.overlay = {};
    const anchor = another ? undefined : this.anchor();
    const placed = layoutScene(scene, this.cache);
    const outline = outlineOf(placed, MARGIN);
    this.shown = { uri, placed, outline, names: namesOf(scene.root) };
    if (this.current === undefined || !outline.stops.has(this.current)) this.current = outline.first?.id;
    this.camera.setPicture(placed.width + 2 * MARGIN, placed.height + 2 * MARGIN);
    this.shell.svg.setAttribute('aria-label', title);
    this.shell.empty.hidden = true;
    this.shell.stage.hidden = false;
    this.banner('');
    if (another || before === undefined) this.begin(uri);
    else if (anchor) this.holdStill(anchor);
    this.draw();
    this.save();
  }

  /** The first look at a document: as it was left, or all of it. */
  private begin(uri: string): void {
    const { kept } = this;
    this.kept = undefined;
    if (kept?.uri === uri) {
      this.camera.moveTo(kept, true);
      if (kept.current !== undefined && this.shown?.outline.stops.has(kept.current)) this.current = kept.current;
      return;
    }
    this.camera.fit(true);
    const first = this.shown?.outline.first;
    if (!first || this.camera.view.scale >= SCALES.readable) return;
    // A big machine begins readable, its first state at the top.
    const x = this.shell.stage.clientWidth / 2 - (first.box.x + first.box.width / 2) * 0.75;
    this.camera.moveTo({ scale: 0.75, x, y: 0 }, true);
  }

  /** What must not move under the reader's eyes: the state they are at, else one near the middle of the view. */
  private anchor(): Stop | undefined {
    const { outline } = this.shown ?? {};
    if (!outline) return undefined;
    const at = outline.stops.get(this.overlay.cursor ?? this.current ?? '');
    if (at && this.isInView(at)) return at;
    const { scale, x, y } = this.camera.view;
    const middle = {
      x: (this.shell.stage.clientWidth / 2 - x) / scale,
      y: (this.shell.stage.clientHeight / 2 - y) / scale,
    };
    let best: Stop | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const stop of outline.stops.values()) {
      const away = Math.hypot(stop.box.x + stop.box.width / 2 - middle.x, stop.box.y + 28 - middle.y);
      if (away < least) {
        least = away;
        best = stop;
      }
    }
    return best;
  }

  private get lookedAt(): string | undefined {
    return this.overlay.run?.stoppedAt ?? this.overlay.cursor;
  }

  private isInView({ head }: Stop): boolean {
    const { scale, x, y } = this.camera.view;
    const left = head.x * scale + x;
    const top = head.y * scale + y;
    return left > -50 && top > -20 && left < this.shell.stage.clientWidth && top < this.shell.stage.clientHeight;
  }

  private holdStill(before: Stop): void {
    const after = this.shown?.outline.stops.get(before.id);
    if (!after) return;
    const { scale } = this.camera.view;
    const middle = (stop: Stop): number => stop.box.x + stop.box.width / 2;
    const [dx, dy] = [(middle(before) - middle(after)) * scale, (before.box.y - after.box.y) * scale];
    if (dx !== 0 || dy !== 0) this.camera.panBy(dx, dy);
  }

  private empty(message: string): void {
    this.shown = undefined;
    this.picture.clear();
    this.banner('');
    this.shell.stage.hidden = true;
    this.shell.empty.hidden = false;
    this.shell.empty.textContent = message;
  }

  private stale(message: string): void {
    if (!this.shown) this.empty(message);
    else this.banner(message);
  }

  private banner(text: string): void {
    this.shell.banner.hidden = text === '';
    if (this.shell.banner.textContent !== text) this.shell.banner.textContent = text;
  }

  private lay(over: GraphOverlay): void {
    this.overlay = { ...this.overlay, ...over };
    this.draw();
  }

  private run(overlay: GraphOverlay['run']): void {
    const before = this.overlay.run;
    this.lay({ run: overlay });
    const news = newsOf(before, overlay, this.shown?.names ?? new Map());
    if (news) this.announcer.say(news);
    if (overlay?.stoppedAt !== undefined && overlay.stoppedAt !== before?.stoppedAt)
      this.bringIntoView(overlay.stoppedAt);
  }

  private draw(): void {
    if (!this.shown) return;
    this.picture.show(pictureOf(this.shown.placed, { overlay: this.overlay, interactive: true }));
    this.rove(this.current);
  }

  private elementOf(id: string | undefined): SVGElement | undefined {
    if (id === undefined) return undefined;
    return this.shell.world.querySelector<SVGElement>(`[data-id="${CSS.escape(id)}"]`) ?? undefined;
  }

  private rove(id: string | undefined): void {
    for (const item of this.shell.world.querySelectorAll('[tabindex]')) {
      if (item.getAttribute('data-id') !== id) item.removeAttribute('tabindex');
    }
    this.elementOf(id)?.setAttribute('tabindex', '0');
  }

  private focused(target: EventTarget | null): void {
    const id = target instanceof Element ? target.getAttribute('data-id') : undefined;
    if (id === undefined || id === null) return;
    this.current = id;
    this.link(id);
    this.save();
  }

  private focusOn(stop: Stop | undefined): void {
    if (!stop) return;
    this.current = stop.id;
    this.rove(stop.id);
    this.elementOf(stop.id)?.focus({ preventScroll: true });
    this.camera.reveal(stop.head);
  }

  private bringIntoView(id: string): void {
    const stop = this.shown?.outline.stops.get(id);
    if (stop) this.camera.reveal(stop.head);
  }

  /** Marks the lines and labels of a state. */
  private link(id: string | undefined): void {
    for (const edge of this.shell.world.querySelectorAll('.is-linked')) edge.classList.remove('is-linked');
    if (id === undefined) return;
    const name = CSS.escape(id);
    for (const edge of this.shell.world.querySelectorAll(`[data-from="${name}"], [data-to="${name}"]`))
      edge.classList.add('is-linked');
  }

  private clicked(target: Element, twice: boolean): void {
    const id = idOf(target);
    if (id === undefined) return;
    this.current = id;
    this.rove(id);
    this.elementOf(id)?.focus({ preventScroll: true });
    this.host.post({ type: 'reveal', pointer: id, focus: twice });
  }

  private pressed(event: KeyboardEvent): void {
    const action = actionOf(event);
    const onButton = event.target instanceof HTMLButtonElement;
    if (!action || (onButton && (action.do === 'reveal' || action.do === 'breakpoint'))) return;
    event.preventDefault();
    this.act(action);
  }

  private act(action: KeyAction): void {
    const { camera, shell, host, current } = this;
    const { outline } = this.shown ?? {};
    switch (action.do) {
      case 'walk':
        this.focusOn(
          this.hasFocus() ? outline?.neighbor(current ?? '', action.direction) : outline?.stops.get(current ?? ''),
        );
        break;
      case 'first':
        this.focusOn(outline?.first);
        break;
      case 'reveal':
        if (current !== undefined) host.post({ type: 'reveal', pointer: current, focus: action.focus });
        break;
      case 'breakpoint':
        if (current !== undefined) host.post({ type: 'toggle-breakpoint', pointer: current });
        break;
      case 'zoom-in':
        camera.zoomBy(SCALES.step);
        break;
      case 'zoom-out':
        camera.zoomBy(1 / SCALES.step);
        break;
      case 'fit':
        camera.fit();
        break;
      case 'actual-size':
        camera.actualSize();
        break;
      case 'export':
        host.post({ type: 'export' });
        break;
      case 'help':
      case 'close':
        shell.help.hidden = action.do === 'close' || !shell.help.hidden;
        shell.buttons.help.setAttribute('aria-expanded', String(!shell.help.hidden));
    }
    this.save();
  }

  private hasFocus(): boolean {
    return document.activeElement?.getAttribute('data-id') === this.current;
  }

  private save(): void {
    if (!this.shown) return;
    const { scale, x, y } = this.camera.view;
    this.host.save({ uri: this.shown.uri, scale, x, y, current: this.current });
  }
}

function idOf(target: Element | undefined): string | undefined {
  return target?.closest('[data-id]')?.getAttribute('data-id') ?? undefined;
}

/** VS Code reads what its menu is about from this attribute; set only when asked for, since few states ever are. */
function markForMenu(target: EventTarget | null): void {
  const node = target instanceof Element ? target.closest('[data-id]') : null;
  const pointer = node?.getAttribute('data-id');
  if (!node || pointer === null || pointer === undefined) return;
  const context = { webviewSection: 'state', pointer, preventDefaultContextMenuItems: true };
  node.setAttribute('data-vscode-context', JSON.stringify(context));
}
