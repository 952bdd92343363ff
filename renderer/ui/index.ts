export { isComposing } from './composing';
export { keepDrafts } from './drafts';
export { EarlierTexts } from './EarlierTexts';
export { mergeTexts } from './merge-texts';
export { beginsStep, strokeOf, type Stroke } from './typing';
export { followTexts, isText, isUntouched, travelInText } from './text-history';
export { useKeyNames } from './keys';
export { isEditable, OVERLAYS, useKeys } from './use-keys';
export { passOnEscape } from './lost-keys';
export { useFocusKept } from './focus-kept';
export { hasInHand } from './in-hand';
export { cx } from './cx';
export { Button, IconButton, LinkButton } from './Button';
export { CopyButton } from './CopyButton';
export { Tooltip } from './Popover';
export { TextField } from './TextField';
export { useDraft, type TypedValue } from './use-draft';
export { TypedField } from './TypedField';
export { DateField } from './DateField';
export { DayPicker, openDayByKey, useMeantDay } from './DayPicker';
export { MoneyField, NumberField } from './NumberField';
export { Checkbox, RadioGroup } from './Choice';
export { Select, type Option } from './Select';
export { TagField } from './TagField';
export { Dialog, DialogActions } from './Dialog';
export { Popover } from './Popover';
export { Menu, type MenuItem } from './Menu';
export { SegmentLinks, Segments } from './Segments';
export { stateWord, StatusBadge } from './StatusBadge';
export { StateGlyph } from './StateGlyph';
export { Avatar, AvatarRow, DepartmentMark, DepartmentName, PersonName } from './People';
export { ColorMark, NamedColorMark, PLAN_COLORS, planColorOf } from './PlanColor';
export { PrintButton, Printed, PrintSheet } from './PrintSheet';
export { softHyphens } from './soft-hyphens';
export { QrCode } from './QrCode';
export { Banner, EmptyState, Kbd, Progress, Steady } from './Feedback';
export { Toasts } from './Toast';
export { BriefView } from './BriefView';
export { TwoSides } from './TwoSides';
export { showToast } from './toasts';
export { StruckWords, Versions, VersionsOf, VersionsOfComment, VersionsOfLine } from './Versions';
export {
  useFieldWords,
  useNamesApart,
  useSpeech,
  useRefusalWords,
  useTurnWords,
  useWording,
  type Wording,
} from './wording';
export { usePageTitle } from './page-title';
export { wrappableDays } from './wrappable-days';
