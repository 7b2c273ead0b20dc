import { text } from '../i18n/text';
import { NOTATIONS } from '../notation/symbols';
import { notation } from '../state/preferences';
import { Select } from './Fields';

/** Whose notation the formulas are in, in every room. */
export function NotationSelect() {
  const { label, names } = text.value.notation;
  return (
    <div class="notation-select">
      <Select
        label={label}
        options={NOTATIONS.map((value) => ({ value, label: names[value] }))}
        value={notation.value}
        onChange={(value) => {
          notation.value = value;
        }}
      />
    </div>
  );
}
