/** Kinds of weaknesses of the demo's flaws: titles are MITRE's, the rest is ours. */
export const WEAKNESSES = [
  weakness(20, 'Improper Input Validation', 'a check that is not made', 'Input is used without being checked.'),
  weakness(22, 'Path Traversal', 'a path with dots', 'A name from outside leads out of the folder that was meant.'),
  weakness(79, 'Cross-site Scripting', 'a page that shows unescaped text', 'Text from outside becomes part of a page.'),
  weakness(125, 'Out-of-bounds Read', 'a read beyond a buffer', 'Memory beside a buffer is read.'),
  weakness(190, 'Integer Overflow or Wraparound', 'a length that wraps', 'A sum is larger than its type can hold.'),
  weakness(362, 'Race Condition', 'a race of two threads', 'What was checked changes before it is used.'),
  weakness(400, 'Uncontrolled Resource Consumption', 'a loop without a bound', 'Work or memory has no limit.'),
  weakness(416, 'Use After Free', 'memory that is used after it was freed', 'A pointer outlives what it points to.'),
  weakness(476, 'NULL Pointer Dereference', 'a missing check for null', 'A pointer to nothing is followed.'),
  weakness(787, 'Out-of-bounds Write', 'a write beyond a buffer', 'Memory beside a buffer is written.'),
  weakness(
    863,
    'Incorrect Authorization',
    'a permission that is not asked',
    'Who may do something is checked wrongly.',
  ),
]

function weakness(number: number, title: string, what: string, description: string) {
  return { name: `CWE-${number}`, title, what, description, onlyOfWeb: number === 22 || number === 79 }
}
