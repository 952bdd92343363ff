export { cx } from './cx';
export {
  Button,
  IconButton,
  LinkButton,
  type ButtonProps,
  type ButtonVariant,
  type IconButtonProps,
} from './Button';
export { CopyButton } from './CopyButton';
export { Tooltip } from './Tooltip';
export { FieldLabel, FieldNotes, type FieldProps } from './Field';
export { TextField, type TextFieldProps } from './TextField';
export { DateField, type DateFieldProps } from './DateField';
export { MoneyField, NumberField, type MoneyFieldProps, type NumberFieldProps } from './NumberField';
export { Checkbox, RadioGroup, type CheckboxProps, type RadioGroupProps } from './Choice';
export { Select, type Option, type SelectProps } from './Select';
export { ComboBox, type ComboBoxProps } from './ComboBox';
export { TagField, type TagFieldProps } from './TagField';
export { Dialog, type DialogProps } from './Dialog';
export { Popover, type PopoverProps } from './Popover';
export { Menu, type MenuItem, type MenuProps, type MenuSectionItems } from './Menu';
export { SegmentLinks, Segments, Tabs, type SegmentsProps, type TabItem, type TabsProps } from './Tabs';
export { StatusBadge, type StatusBadgeProps } from './StatusBadge';
export { StateGlyph } from './StateGlyph';
export {
  Avatar,
  AvatarRow,
  DepartmentMark,
  DepartmentName,
  PersonName,
  initialsOf,
  type AvatarProps,
} from './People';
export {
  Banner,
  EmptyState,
  Kbd,
  Progress,
  type BannerProps,
  type EmptyStateProps,
  type Tone,
} from './Feedback';
export { Toasts } from './Toast';
export { closeToast, showToast, type ToastContent } from './toasts';
export { useWording, type Wording } from './problems';
