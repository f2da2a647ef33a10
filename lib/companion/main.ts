#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { program } from './cli/program';

// For little memory rather than speed: it shares its machine with what it looks after, and mostly waits.
setFlagsFromString('--optimize-for-size');

// What reads the output may stop before its end: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

void program().parseAsync();
