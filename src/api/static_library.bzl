"""One archive of a library and all that it is built from, for programs that link statically."""

def _archives(dep):
    archives = []
    for linker_input in dep[CcInfo].linking_context.linker_inputs.to_list():
        for library in linker_input.libraries:
            archive = library.pic_static_library or library.static_library
            if archive:
                archives.append(archive)
    return archives

def _static_library_impl(ctx):
    archives = _archives(ctx.attr.dep)
    joined = ctx.actions.declare_file(ctx.outputs.out.basename + ".o")
    args = ctx.actions.args()
    args.add_all([joined.path, ctx.outputs.out.path])
    args.add_all(archives)

    # One object, in which what is hidden in the shared library is local: programs that link
    # statically see the same names, and may have ssh2_* of their own.
    ctx.actions.run_shell(
        outputs = [joined, ctx.outputs.out],
        inputs = archives,
        command = """
            object=$1 archive=$2
            shift 2
            ld -r -o "$object" --whole-archive "$@"
            objcopy --localize-hidden "$object"
            rm -f "$archive"
            ar rcsD "$archive" "$object"
        """,
        arguments = [args],
        mnemonic = "StaticLibrary",
    )
    return [DefaultInfo(files = depset([ctx.outputs.out]))]

static_library = rule(
    implementation = _static_library_impl,
    attrs = {
        "dep": attr.label(providers = [CcInfo]),
        "out": attr.output(mandatory = True),
    },
)
