/** A JSON value as RFC 8259 knows it; what is hashed or signed is always one of these. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
