# What a translation unit costs is mostly its headers (nlohmann/json, Qt, CLI11, GoogleTest): eight sources compiled as one
# take a third of the time of eight. Such sources share their anonymous namespaces, so a name in one of them says what it
# is for. Compilers other than GCC compile every file alone, which shows whether each includes what it uses.
set(together OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(together ON)
endif()
option(AURORA_TOGETHER "Compile several sources of a module as one" ${together})

function(aurora_compile_together target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${AURORA_TOGETHER} UNITY_BUILD_BATCH_SIZE 8)
endfunction()

# Of files that are compiled together, what a local name shadows stands in another file.
add_library(aurora_tests_together INTERFACE)
if(AURORA_TOGETHER AND NOT MSVC)
    target_compile_options(aurora_tests_together INTERFACE -Wno-shadow)
endif()

# aurora_module(<name> USES <targets…> [PCH <headers…>] [MOC] [TOGETHER])
#
# A module is one name in three places: include/aurora/<name>/, src/<name>/, tests/<name>/. Sources are found by looking,
# so that a new reader or a new page is a new file and no new line here.
function(aurora_module name)
    cmake_parse_arguments(arg "MOC;TOGETHER" "" "USES;PCH" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${name}/*.cpp"
         "${PROJECT_SOURCE_DIR}/src/${name}/*.h" "${PROJECT_SOURCE_DIR}/include/aurora/${name}/*.h")
    if(arg_MOC)
        file(GLOB_RECURSE forms CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/ui/*.ui")
        file(GLOB resources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/resources/*.qrc")
        list(APPEND sources ${forms} ${resources})
    endif()
    set(target aurora_${name})
    if(NOT sources MATCHES "[.]cpp")
        add_library(${target} INTERFACE)
        return()
    endif()
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/include" PRIVATE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${target} PUBLIC ${arg_USES} PRIVATE aurora_options)
    if(arg_PCH)
        target_precompile_headers(${target} PRIVATE ${arg_PCH})
    endif()
    if(arg_TOGETHER)
        aurora_compile_together(${target})
    endif()
    if(arg_MOC)
        set_target_properties(${target} PROPERTIES AUTOMOC ON AUTOUIC ON AUTORCC ON
                                                   AUTOUIC_SEARCH_PATHS "${PROJECT_SOURCE_DIR}/ui")
    endif()
endfunction()

# A program for tests on Windows takes its texts in UTF-8, as the program itself does.
function(aurora_windows_manifest target)
    if(MSVC)
        target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/packaging/windows/aurora-cycler-manager.manifest")
    endif()
endfunction()

# aurora_test(<module> [USES <targets…>] [TOGETHER [ALONE <stems…>]])
#
# tests/<module>/*_test.cpp is one program of GoogleTest cases. Tests that need the corpus look for ../shared/corpus beside
# the project and say "skipped" where it is missing.
function(aurora_test name)
    cmake_parse_arguments(arg "TOGETHER" "" "USES;ALONE" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${name}/*_test.cpp")
    if(NOT sources)
        return()
    endif()
    add_executable(test_${name} ${sources})
    aurora_windows_manifest(test_${name})
    target_link_libraries(test_${name} PRIVATE aurora_options aurora_test_support ${arg_USES} aurora_test_main
                                               GTest::gmock GTest::gtest)
    target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_precompile_headers(test_${name} PRIVATE <gmock/gmock.h> <gtest/gtest.h> ${AURORA_PCH_STD})
    if(arg_TOGETHER)
        aurora_compile_together(test_${name})
        list(TRANSFORM arg_ALONE PREPEND "${PROJECT_SOURCE_DIR}/tests/${name}/")
        list(TRANSFORM arg_ALONE APPEND ".cpp")
        set_source_files_properties(${arg_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
        target_link_libraries(test_${name} PRIVATE aurora_tests_together)
    endif()
    gtest_discover_tests(test_${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
                         PROPERTIES SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]" TIMEOUT 300
                         ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()

# aurora_window_tests(<module> USES <targets…> [PCH <headers…>] [ALONE <stems…>])
#
# tests/<module>/*_test.cpp drive the real window offscreen. Each file is a test of CTest and a process of its own, all of
# one program, test_<module> (tests/main/window_tests_main.cpp). Those of ALONE have a `main` of their own.
function(aurora_window_tests name)
    cmake_parse_arguments(arg "" "" "USES;PCH;ALONE" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${name}/*_test.cpp")
    add_executable(test_${name} "${PROJECT_SOURCE_DIR}/tests/main/window_tests_main.cpp")
    target_precompile_headers(test_${name} PRIVATE ${arg_PCH})
    aurora_compile_together(test_${name})
    set(programs test_${name})
    foreach(source ${sources})
        cmake_path(GET source STEM stem)
        if(stem IN_LIST arg_ALONE)
            add_executable(${stem} ${source})
            list(APPEND programs ${stem})
            add_test(NAME ${name}.${stem} COMMAND ${stem})
        else()
            target_sources(test_${name} PRIVATE ${source})
            add_test(NAME ${name}.${stem} COMMAND test_${name} ${stem})
        endif()
        set_tests_properties(${name}.${stem} PROPERTIES TIMEOUT 300 ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    endforeach()
    foreach(program ${programs})
        aurora_windows_manifest(${program})
        target_link_libraries(${program} PRIVATE aurora_options aurora_test_support ${arg_USES} Qt6::Test)
        target_include_directories(${program} PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/src")
        set_target_properties(${program} PROPERTIES AUTOMOC ON)
    endforeach()
endfunction()
