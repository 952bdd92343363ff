import { describe } from 'vitest';
import { playSeeds } from './seeds';

describe('the whole host with its clients, on a seeded machine', () => {
  playSeeds('odd');
});
