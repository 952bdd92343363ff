import { z } from 'zod';

// The page's policy forbids making code from text, which zod otherwise tries for speed. Schemas ask once, when they
// are made, so the page's entry imports this before anything else.
z.config({ jitless: true });
