// The lab's command line.
#include "tools/lab/commands.h"
#include "tools/lab/run_commands.h"

int main(int argc, char** argv) {
  namespace lab = atomics_lab::lab;
  return lab::RunCommands("lab", lab::Commands(), argc, argv);
}
