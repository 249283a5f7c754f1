/** JSON values as the engine holds them, and the only two doors through which JSON text comes in and goes out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
