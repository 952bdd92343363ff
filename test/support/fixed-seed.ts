import fc from 'fast-check';

/** Every `npm test` tries the same cases, so that what fails there fails again; `npm run soak` tries others. */
fc.configureGlobal({ seed: Number(process.env['HANDSCHLAG_PROPERTY_SEED'] ?? 20270106) });
