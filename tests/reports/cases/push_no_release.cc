// A node is filled and then linked by a relaxed compare-exchange; the reader
// follows the link. Only the writer is at fault: the address depends on the
// link.
extern "C" {
struct Node {
  long value;
  Node* next;
};
alignas(64) Node node;
alignas(64) Node* head;
alignas(64) long seen;
alignas(64) long value;

void Push() {
  Node* old = __atomic_load_n(&head, __ATOMIC_RELAXED);
  do {
    node.next = old;
    node.value = 42;
  } while (!__atomic_compare_exchange_n(&head, &old, &node, false,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED));
}
void PushRight() {
  Node* old = __atomic_load_n(&head, __ATOMIC_RELAXED);
  do {
    node.next = old;
    node.value = 42;
  } while (!__atomic_compare_exchange_n(&head, &old, &node, false,
                                        __ATOMIC_RELEASE, __ATOMIC_RELAXED));
}
void Peek() {
  Node* first = __atomic_load_n(&head, __ATOMIC_RELAXED);
  if (first == nullptr) return;
  seen = 1;
  value = first->value;
}
}
