export type * from './cache';
export type * from './endpoints';
export type * from './http-client';
export type * from './objstore';
export type * from './ruler';
