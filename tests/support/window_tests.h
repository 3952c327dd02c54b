#pragma once

#include <QtTest/QTest>

#include <memory>
#include <string_view>

namespace aurora::test {

/// Tells `test_gui` (tests/main/window_tests_main.cpp) of the tests of one file.
///
/// @param file  __FILE__; its stem is the name by which the program is asked for these tests
bool addWindowTests(std::string_view file, std::unique_ptr<QObject> (*make)());

}  // namespace aurora::test

/// What QTEST_MAIN is for a program of its own: the tests of this file, run by `test_gui <stem of the file>`.
#define AURORA_WINDOW_TESTS(Tests)                                                                                     \
    [[maybe_unused]] const bool known##Tests = aurora::test::addWindowTests(                                           \
        __FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Tests>(); });
