#pragma once

namespace aurora {

/// True when standard error goes to a terminal: only there is progress shown.
[[nodiscard]] bool standardErrorIsTerminal();

}  // namespace aurora
