#pragma once

#include "aurora/core/json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <string>

namespace aurora::test {

/// How far the numbers of a test program were from those of `corpus/expected`: a line a file, printed at the end of the
/// program. Tests of one file together compare every number of it, each once: the program fails when they do not,
/// unless only some of its tests were run.
class Deviations
{
public:
    /// The numbers compared from now on are of this file.
    /// @param expected  its content; keys of inputs (which only say what was put in) are not counted
    static void begin(const std::string& file, const Json& expected, const std::set<std::string>& inputs)
    {
        Line& line = lines()[file];
        line.numbers = numbersIn(expected, inputs);
        current() = &line;
    }

    static void note(double found, double expected, const std::string& what)
    {
        Line* const line = current();
        if (line == nullptr) {
            return;
        }
        constexpr double nearZero = 1e-3;  // below it a deviation of 1e-12 counts as 1e-9
        const double deviation = std::abs(found - expected) / std::max(std::abs(expected), nearZero);
        ++line->compared;
        if (line->worst < deviation) {
            line->worst = deviation;
            line->where = what;
        }
    }

private:
    struct Line
    {
        std::size_t numbers = 0;
        std::size_t compared = 0;
        double worst = 0;
        std::string where;
    };

    class Printer : public testing::Environment
    {
    public:
        void TearDown() override
        {
            if (lines().empty()) {
                return;
            }
            std::printf("%-28s %8s %9s  %-9s of\n", "expected", "numbers", "compared", "worst");
            for (const auto& [file, line] : lines()) {
                std::printf("%-28s %8zu %9zu  %-9.1e %s\n", file.c_str(), line.numbers, line.compared, line.worst,
                            line.where.c_str());
                EXPECT_TRUE(line.compared == line.numbers || !allTestsRan())
                    << file << " holds " << line.numbers << " numbers, but the tests compared " << line.compared;
            }
            lines().clear();
            current() = nullptr;
        }
    };

    /// Of some tests alone nobody expects that they compare everything.
    static bool allTestsRan()
    {
        const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
        return tests.test_to_run_count() == tests.total_test_count() && tests.skipped_test_count() == 0;
    }

    static std::size_t numbersIn(const Json& value, const std::set<std::string>& inputs)
    {
        if (value.is_number()) {
            return 1;
        }
        std::size_t count = 0;
        if (value.is_object()) {
            for (const auto& [key, member] : value.items()) {
                count += inputs.count(key) > 0 ? 0 : numbersIn(member, inputs);
            }
        } else if (value.is_array()) {
            for (const Json& member : value) {
                count += numbersIn(member, inputs);
            }
        }
        return count;
    }

    static std::map<std::string, Line>& lines()
    {
        static std::map<std::string, Line> all;
        return all;
    }

    static Line*& current()
    {
        static Line* line = nullptr;
        return line;
    }

    inline static testing::Environment* const printer = testing::AddGlobalTestEnvironment(new Printer);
};

}  // namespace aurora::test
