import { z } from 'zod';

/*
 * Zod writes code for its schemas where it may, and tries whether it may; the content security policy forbids that, and
 * reports the try. Imported first by each entry.
 */
z.config({ jitless: true });
