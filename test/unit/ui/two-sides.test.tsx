import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { fetchMessages, Localised } from '../../../renderer/i18n';
import { softHyphens } from '../../../renderer/ui/soft-hyphens';
import { TwoSides } from '../../../renderer/ui/TwoSides';

const LONG = 'Wärmepumpenmodernisierungsförderprogramm';

test('[UI-51] long words may be broken between syllables in both versions of a field', async () => {
  await fetchMessages('de');
  const html = renderToStaticMarkup(
    <Localised language="de">
      <TwoSides field="brief" was={`Neu: ${LONG}`} is={`Alt: ${LONG}`} labels={['vorher', 'jetzt']} />
    </Localised>,
  );
  expect(softHyphens(LONG)).not.toBe(LONG);
  expect(html.split(softHyphens(LONG))).toHaveLength(3);
  expect(html).not.toContain(LONG);
});
