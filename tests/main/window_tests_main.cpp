#include "support/window_tests.h"

#include <QApplication>

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace aurora::test {
namespace {

using MakeTests = std::unique_ptr<QObject> (*)();

/// Every file of tests by its stem. A function, because files tell of themselves before `main` begins, in any order.
std::map<std::string, MakeTests, std::less<>>& known()
{
    static std::map<std::string, MakeTests, std::less<>> tests;
    return tests;
}

int runTests(MakeTests make, int argc, char** argv)
{
    QApplication program(argc, argv);
    QApplication::setAttribute(Qt::AA_Use96Dpi);
    const std::unique_ptr<QObject> tests = make();
    return QTest::qExec(tests.get(), argc, argv);
}

}  // namespace

bool addWindowTests(std::string_view file, MakeTests make)
{
    return known().emplace(std::filesystem::path(file).stem().string(), make).second;
}

}  // namespace aurora::test

/// test_gui <stem of a file of tests> [what QTest understands…]
///
/// One program, because a hundred would be a hundred times the same headers and libraries; one file a process, because
/// each begins with a window nobody has touched. The stem is the program's name too, so that no two share what is kept
/// by name.
int main(int argc, char** argv)
{
    const auto found = argc > 1 ? aurora::test::known().find(argv[1]) : aurora::test::known().end();
    if (found == aurora::test::known().end()) {
        std::fputs("test_gui <name> [what QTest understands…]; the names:\n", stderr);
        for (const auto& [name, make] : aurora::test::known()) {
            std::fprintf(stderr, "  %s\n", name.c_str());
        }
        return EXIT_FAILURE;
    }
    return aurora::test::runTests(found->second, argc - 1, argv + 1);
}
