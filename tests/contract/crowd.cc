#include "tests/contract/crowd.h"

#include <functional>

namespace atomics_lab::contract {

Crowd::Crowd() : gate_(kThreads + 1) {
  threads_.reserve(kThreads);
  for (int i = 0; i < kThreads; ++i) {
    threads_.emplace_back([this] { Serve(); });
  }
}

Crowd::~Crowd() {
  body_ = nullptr;
  gate_.arrive_and_wait();
}

void Crowd::Run(const std::function<void()>& body) {
  body_ = &body;
  gate_.arrive_and_wait();
  gate_.arrive_and_wait();
}

void Crowd::Serve() {
  for (;;) {
    gate_.arrive_and_wait();
    if (body_ == nullptr) return;
    (*body_)();
    gate_.arrive_and_wait();
  }
}

}  // namespace atomics_lab::contract
