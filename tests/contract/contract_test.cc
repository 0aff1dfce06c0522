#include "counters/probes.h"
#include "tests/contract/suite.h"

int main(int argc, char** argv) {
  return atomics_lab::contract::RunContract(argc, argv, atomics_lab::Probes());
}
