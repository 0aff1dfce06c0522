// Calls of outlined helpers, which helpers.s holds or another file would.
int FetchAdd(int* value) {
  return __atomic_fetch_add(value, 1, __ATOMIC_RELAXED) + 1;
}

int Exchange(int* value) {
  return __atomic_exchange_n(value, 1, __ATOMIC_ACQUIRE) + 1;
}
