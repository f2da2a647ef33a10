#!/usr/bin/env node
import { program } from './cli/program';
import { preferLittleMemory } from './engine';

preferLittleMemory();

// What reads the output may stop before its end: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

void program().parseAsync();
