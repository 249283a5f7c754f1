/** The version of the product; the bundler puts it in, a run from the sources has none. */
declare const __STEPWRIGHT_VERSION__: string | undefined;

export const VERSION: string = typeof __STEPWRIGHT_VERSION__ === 'string' ? __STEPWRIGHT_VERSION__ : '0.0.0-dev';
