#pragma once

namespace aurora {

/// True when standard error goes to a terminal: only there is progress shown.
[[nodiscard]] bool standardErrorIsTerminal();

/// While it lives, the console of Windows takes what is written as UTF-8 and understands the sequence that clears a
/// line, as terminals elsewhere do. It gets back what it had.
class TerminalTakesUtf8
{
public:
    TerminalTakesUtf8() noexcept;
    ~TerminalTakesUtf8();
    TerminalTakesUtf8(const TerminalTakesUtf8&) = delete;
    TerminalTakesUtf8& operator=(const TerminalTakesUtf8&) = delete;

private:
    [[maybe_unused]] unsigned m_codePage = 0;   ///< 0: there is no console, or it is as it should be
    [[maybe_unused]] unsigned long m_mode = 0;  ///< of the one that standard error goes to
    [[maybe_unused]] bool m_modeChanged = false;
};

}  // namespace aurora
